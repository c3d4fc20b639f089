import { spawn } from "node:child_process";
import { constants } from "node:os";
import { createInterface } from "node:readline";

const lifeline = new URL("./lifeline.mjs", import.meta.url).href;
const sameKeyPressMs = 300;

/** A closed terminal asks to stop, as `kill` does. @type {Partial<Record<NodeJS.Signals, NodeJS.Signals>>} */
const forwarded = { SIGINT: "SIGINT", SIGTERM: "SIGTERM", SIGHUP: "SIGTERM" };

/**
 * Hands over to `node` with this process's terminal, and passes its exit code and our signals through.
 *
 * The child leads a session of its own: Ctrl-C reaches every process of the terminal's group, so a database started by
 * the child would be shut down under its feet, and npm forwards the same key press a second time. So each signal
 * reaches the child alone, and once; the lifeline ends it when this process is killed.
 *
 * @param {string} node
 * @param {string[]} args the script and its arguments
 * @param {{ cwd: string, env: NodeJS.ProcessEnv, onLine?: ((line: string) => void) | undefined }} options `onLine` is told each line
 *   of standard output, which is printed all the same
 * @returns {Promise<{ code: number, interrupted: boolean }>} `interrupted`: we were asked to stop meanwhile
 */
export function runChild(node, args, { cwd, env, onLine }) {
  return new Promise((resolve, reject) => {
    const child = spawn(node, ["--import", lifeline, ...args], {
      cwd,
      env: { ...env, SINCRO_LIFELINE: "1" },
      stdio: ["inherit", onLine ? "pipe" : "inherit", "inherit", "ipc"],
      detached: process.platform !== "win32",
    });
    if (child.stdout && onLine) {
      child.stdout.pipe(process.stdout, { end: false });
      createInterface({ input: child.stdout }).on("line", onLine);
    }
    let lastAt = Number.NEGATIVE_INFINITY;
    let interrupted = false;
    const forward = (/** @type {NodeJS.Signals} */ signal) => {
      interrupted = true;
      const now = performance.now();
      if (now - lastAt > sameKeyPressMs) child.kill(forwarded[signal]);
      lastAt = now;
    };
    const signals = /** @type {NodeJS.Signals[]} */ (Object.keys(forwarded));
    for (const signal of signals) process.on(signal, forward);
    const release = () => {
      for (const signal of signals) process.off(signal, forward);
    };
    child.on("error", (error) => {
      release();
      reject(error);
    });
    // "close" comes after the last line of a piped output, "exit" may come before.
    child.on(
      onLine ? "close" : "exit",
      (/** @type {number | null} */ code, /** @type {NodeJS.Signals | null} */ signal) => {
        release();
        resolve({ code: code ?? 128 + (signal ? constants.signals[signal] : 0), interrupted });
      },
    );
  });
}
