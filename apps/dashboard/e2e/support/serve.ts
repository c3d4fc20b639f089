import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";

const main = fileURLToPath(new URL("../../../cli/src/main.ts", import.meta.url));

/** A running `sincro serve`. */
export interface Serving {
  /** Without a slash at the end. */
  readonly url: string;
  readonly signInUrl: string;
  kill(): Promise<void>;
  stop(): Promise<void>;
}

/**
 * Starts `sincro serve` in a folder and waits for the link that it prints.
 *
 * @throws Error with everything it wrote, when it ends before
 */
export async function serve(home: string, env: Readonly<Record<string, string>>): Promise<Serving> {
  const { PATH = "", HOME = "" } = process.env;
  const child = spawn(process.execPath, [main, "serve"], { cwd: home, env: { PATH, HOME, ...env } });
  const ended = once(child, "exit");
  const signInUrl = await Promise.race([printedLink(child), ended.then(() => null)]);
  if (signInUrl === null) throw new Error(`sincro serve ended by itself:\n${written.get(child)?.join("")}`);
  const end = (signal: NodeJS.Signals) => async () => {
    child.kill(signal);
    await ended;
  };
  return { url: new URL(signInUrl).origin, signInUrl, kill: end("SIGKILL"), stop: end("SIGTERM") };
}

const written = new WeakMap<ChildProcess, string[]>();

function printedLink(child: ChildProcess): Promise<string> {
  const lines: string[] = [];
  written.set(child, lines);
  return new Promise((resolve) => {
    const listen = (chunk: Buffer) => {
      lines.push(chunk.toString());
      const link = /https?:\/\/\S+#code=\S+/.exec(lines.join(""))?.[0];
      if (link !== undefined) resolve(link);
    };
    child.stdout?.on("data", listen);
    child.stderr?.on("data", listen);
  });
}
