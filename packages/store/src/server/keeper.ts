import { spawn } from "node:child_process";

/** Stops a server when this process ends, however it ends. */
export interface Keeper {
  /** Names the server to stop; undefined when it has ended. */
  watch(pid: number | undefined): void;
  /** There is nothing left to keep. */
  dismiss(): void;
}

/** What a keeper does once its owner is gone. */
export interface KeeperOrders {
  /** The data folder: a pid is only believed if `postmaster.pid` says the same, because pids are recycled. */
  readonly data: string;
  /** INT is PostgreSQL's fast shutdown, QUIT its immediate one. */
  readonly signal: "INT" | "QUIT";
  /** A throw-away folder to remove after the server has ended. */
  readonly remove?: string;
}

// `read` fails when this process is dead: the kernel then closes the pipe, after an exit, an exception, Ctrl-C and
// kill -9 alike. The folder is looked at again a second later: an initdb that was at work may have made it anew.
const SCRIPT = `
trap '' INT TERM HUP QUIT
while read -r word; do
  [ "$word" = dismissed ] && exit 0
  pid=$word
done
[ "$(head -n 1 "$1/postmaster.pid" 2>/dev/null)" = "$pid" ] && kill -s "$2" "$pid"
[ -n "$3" ] || exit 0
n=0
while kill -0 "$pid" 2>/dev/null && [ $n -lt 50 ]; do n=$((n + 1)); sleep 0.2; done
n=0
while [ -e "$3" ] && [ $n -lt 30 ]; do n=$((n + 1)); rm -rf "$3" 2>/dev/null; sleep 1; done
`;

/**
 * Starts a keeper: a shell that waits on a pipe from this process, in a session of its own so that a terminal's Ctrl-C
 * does not reach it.
 *
 * Why not signal handlers: they would race with those of the program (which wants to drain its work before its database
 * goes), and they never see a kill -9 or a crash of the runtime.
 */
export function keep({ data, signal, remove = "" }: KeeperOrders): Keeper {
  const keeper = spawn("/bin/sh", ["-c", `pid=none${SCRIPT}`, "keeper", data, signal, remove], {
    cwd: "/",
    detached: true,
    stdio: ["pipe", "ignore", "ignore"],
  });
  keeper.on("error", () => {}); // no shell: the next start of the folder finds the orphan and stops it
  keeper.stdin.on("error", () => {}); // the keeper was killed: likewise
  keeper.unref();
  (keeper.stdin as unknown as { unref(): void }).unref();
  return {
    watch: (pid) => {
      keeper.stdin.write(`${pid ?? "none"}\n`);
    },
    dismiss: () => {
      keeper.stdin.end("dismissed\n");
    },
  };
}
