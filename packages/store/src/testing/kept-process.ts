import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { text } from "node:stream/consumers";

/** A program that ends with this process, however this ends. */
export interface KeptProcess {
  /** Resolves, with what it wrote, when the program has ended by itself or by {@link stop}. */
  readonly ended: Promise<string>;
  /** Kills it and removes its folder. */
  stop(): Promise<void>;
}

// `read` fails when this process is dead: the kernel then closes the pipe, after an exit, an exception and kill -9
// alike. Until then the shell, whose child the program is, has not asked how that ended: its pid is nobody else's.
const SCRIPT = `
folder=$1; shift
"$@" </dev/null & pid=$!
exec >/dev/null 2>&1
while read -r _; do :; done
kill -s KILL "$pid"; wait "$pid"
rm -rf "$folder"
`;

/**
 * Starts a program in a session of its own, so that a terminal's Ctrl-C reaches the tests first.
 *
 * @param folder a temporary one that goes with it
 */
export function keptProcess(command: readonly string[], env: NodeJS.ProcessEnv, folder: string): KeptProcess {
  const shell: ChildProcess = spawn("/bin/sh", ["-c", SCRIPT, "kept", folder, ...command], {
    cwd: "/",
    env,
    detached: true,
    stdio: ["pipe", "ignore", "pipe"],
  });
  shell.unref();
  (shell.stderr as unknown as { unref(): void }).unref();
  (shell.stdin as unknown as { unref(): void }).unref();
  const exited = once(shell, "exit");
  return {
    ended: text(shell.stderr as NonNullable<typeof shell.stderr>),
    stop: async () => {
      shell.ref();
      shell.stdin?.end();
      await exited;
    },
  };
}
