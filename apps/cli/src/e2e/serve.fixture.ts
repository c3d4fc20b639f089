import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { chmod, mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { type Client, createClient } from "@sincro/client";

const main = fileURLToPath(new URL("../main.ts", import.meta.url));

/** The operator's token in every test. */
export const token = "operator-token-of-the-tests";

/** A `sincro serve` of its own process. */
export interface Serving {
  readonly origin: string;
  readonly client: Client;
  readonly pid: number;
  /** All that it has written. */
  output(): string;
  /** Ends it as a power cut would. */
  kill9(): Promise<void>;
  /** Asks it to stop; answers its exit code. */
  stop(signal?: "SIGINT" | "SIGTERM"): Promise<number | null>;
}

/** Any free port. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as { port: number };
  server.close();
  await once(server, "close");
  return port;
}

/** A folder that is gone after the test. */
export async function temporaryHome(): Promise<{ readonly dir: string; remove(): Promise<void> }> {
  const dir = await mkdtemp(join(tmpdir(), "sincro-e2e-"));
  // As root, the embedded server's own user must be able to enter; else its data lies elsewhere and outlives the folder.
  await chmod(dir, 0o755);
  return { dir, remove: () => rm(dir, { recursive: true, force: true }) };
}

/** Runs a command in a folder, with nothing of this process's environment that could change it. */
export function sincro(cwd: string, args: readonly string[], env: Record<string, string> = {}): ChildProcess {
  const { PATH = "", HOME = "" } = process.env;
  return spawn(process.execPath, [main, ...args], {
    cwd,
    env: { PATH, HOME, LANG: "en_US.UTF-8", SINCRO_OPERATOR_TOKEN: token, ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
}

/** What a command wrote, and its exit code. */
export interface Ran {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a command to its end. */
export async function ran(child: ChildProcess): Promise<Ran> {
  const written = { stdout: "", stderr: "" };
  child.stdout?.on("data", (chunk) => (written.stdout += chunk));
  child.stderr?.on("data", (chunk) => (written.stderr += chunk));
  const [code] = (await once(child, "close")) as [number | null];
  return { code, ...written };
}

/** Starts `sincro serve` and waits until it listens. */
export async function startServe(cwd: string, env: Record<string, string> = {}): Promise<Serving> {
  const port = await freePort();
  const child = sincro(cwd, ["serve"], { SINCRO_PORT: String(port), ...env });
  let output = "";
  const ended = once(child, "close").then(([code]) => code as number | null);
  const listening = new Promise<void>((resolve, reject) => {
    const read = (chunk: Buffer) => {
      output += chunk;
      if (output.includes("Stop with Ctrl-C")) resolve();
    };
    child.stdout?.on("data", read);
    child.stderr?.on("data", read);
    void ended.then((code) => reject(new Error(`serve ended with ${code}:\n${output}`)));
  });
  await listening;
  const origin = `http://127.0.0.1:${port}`;
  return {
    origin,
    client: createClient({ baseUrl: origin, token }),
    pid: child.pid as number,
    output: () => output,
    kill9: async () => {
      child.kill("SIGKILL");
      await ended;
    },
    stop: async (signal = "SIGTERM") => {
      child.kill(signal);
      return await ended;
    },
  };
}
