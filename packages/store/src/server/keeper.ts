import { spawn } from "node:child_process";

/** Stops a postmaster when this process ends, however it ends. */
export interface Keeper {
  /** The postmaster has ended: the keeper is no longer needed. */
  dismiss(): void;
}

/** What a keeper does once its owner is gone. */
export interface KeeperOrders {
  readonly pid: number;
  readonly data: string;
  /** INT is PostgreSQL's fast shutdown, QUIT its immediate one. */
  readonly signal: "INT" | "QUIT";
  /** A throw-away folder to remove after the server has ended. */
  readonly remove?: string;
}

// `read` waits until this process writes a line (dismissed) or is dead: the kernel then closes the pipe, after an exit,
// an exception, Ctrl-C and kill -9 alike. The pid is compared with the folder's own file because pids are recycled.
const SCRIPT = `
trap '' INT TERM HUP QUIT
read -r _ && exit 0
[ "$(head -n 1 "$2/postmaster.pid" 2>/dev/null)" = "$1" ] && kill -s "$3" "$1"
[ -n "$4" ] || exit 0
for _ in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do
  kill -0 "$1" 2>/dev/null || break
  sleep 0.25
done
rm -rf "$4"
`;

/**
 * Starts a keeper: a shell that waits on a pipe from this process, in a session of its own so that a terminal's Ctrl-C
 * does not reach it.
 *
 * Why not signal handlers: they would race with those of the program (which wants to drain its work before its database
 * goes), and they never see a kill -9 or a crash of the runtime.
 */
export function keep({ pid, data, signal, remove }: KeeperOrders): Keeper {
  const keeper = spawn("/bin/sh", ["-c", SCRIPT, "keeper", String(pid), data, signal, remove ?? ""], {
    cwd: "/",
    detached: true,
    stdio: ["pipe", "ignore", "ignore"],
  });
  keeper.on("error", () => {}); // no shell: the next start of the folder finds the orphan and stops it
  keeper.stdin.on("error", () => {}); // the keeper was killed: likewise
  keeper.unref();
  (keeper.stdin as unknown as { unref(): void }).unref();
  return { dismiss: () => keeper.stdin.end("\n") };
}
