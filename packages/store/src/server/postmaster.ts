import { type ChildProcess, spawn } from "node:child_process";
import { closeSync, openSync, readFileSync, statSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { EmbeddedFailed } from "./errors.ts";
import { type Keeper, keep } from "./keeper.ts";
import { readPidFile } from "./pid-file.ts";
import type { ServerUser } from "./server-user.ts";

/** How to start a server on an initialised data folder. */
export interface Launch {
  readonly postgres: string;
  readonly data: string;
  readonly port: number;
  readonly user: ServerUser | undefined;
  readonly logFile: string;
  /** Further settings, `-c name=value`. */
  readonly settings?: Readonly<Record<string, string>>;
  /** Who stops the server when this process dies; default: a keeper of its own, which does it cleanly. */
  readonly keeper?: Keeper;
}

/** A running server. */
export interface Postmaster {
  readonly pid: number;
  /** Resolves when the server has ended, whoever ended it. */
  readonly exited: Promise<void>;
  /** `fast` disconnects and checkpoints; `immediate` ends as a crash would: the next start recovers from the log. */
  stop(mode: "fast" | "immediate"): Promise<void>;
}

/** Recovery after a crash of the machine takes as long as there is log to replay; a server that hangs is given up. */
const START_MS = 300_000;
const STOP_MS = 60_000;
const LOOK_EVERY_MS = 10;

/** Environment of PostgreSQL's programs: none of the PG… variables of ours, messages in English. */
export const serverEnv = { PATH: "/usr/bin:/bin", LC_ALL: "C" };

/**
 * Starts `postgres` on 127.0.0.1 only and waits until it accepts connections.
 *
 * It gets a session of its own: Ctrl-C on a terminal goes to every process of the foreground group, and a server that
 * heard it would be gone before the program has drained its work. A keeper stops it when this process ends.
 *
 * @throws EmbeddedFailed `start_failed`, with the end of the server's log
 */
export async function launch(it: Launch): Promise<Postmaster> {
  const settings = { listen_addresses: "127.0.0.1", unix_socket_directories: "", timezone: "UTC", log_timezone: "UTC" };
  const flags = Object.entries({ ...settings, ...it.settings }).flatMap(([key, value]) => ["-c", `${key}=${value}`]);
  const log = openSync(it.logFile, "a", 0o600);
  const logStart = statSync(it.logFile).size;
  const child = spawn(it.postgres, ["-D", it.data, "-p", String(it.port), ...flags], {
    ...it.user,
    cwd: "/",
    env: serverEnv,
    detached: true,
    stdio: ["ignore", log, log],
  });
  closeSync(log);
  const end = ended(child);
  const { pid } = child;
  if (pid === undefined) throw new EmbeddedFailed("start_failed", `${it.postgres}: ${await end}`);
  const keeper = it.keeper ?? keep({ data: it.data, signal: "INT" });
  keeper.watch(pid);
  const exited = end.then(() => (it.keeper ? keeper.watch(undefined) : keeper.dismiss()));

  const stop = async (mode: "fast" | "immediate") => {
    child.ref();
    child.kill(mode === "fast" ? "SIGINT" : "SIGQUIT");
    const slow = setTimeout(() => child.kill("SIGQUIT"), STOP_MS);
    await exited;
    clearTimeout(slow);
  };
  const giveUpAt = Date.now() + START_MS;
  while ((await stateOf(it.data, child)) !== "ready") {
    if (child.exitCode !== null || child.signalCode !== null || Date.now() > giveUpAt) {
      await stop("immediate");
      const words = readFileSync(it.logFile).subarray(logStart).toString().trim().split("\n").slice(-12).join("\n");
      throw new EmbeddedFailed("start_failed", `PostgreSQL did not start on ${it.data}:\n${words}`);
    }
    await sleep(LOOK_EVERY_MS);
  }
  child.unref();
  return { pid, exited, stop };
}

async function stateOf(data: string, child: ChildProcess): Promise<string | undefined> {
  const found = await readPidFile(data);
  return found?.pid === child.pid ? found?.status : undefined;
}

function ended(child: ChildProcess): Promise<string> {
  return new Promise((resolve) => {
    child.once("exit", (code, signal) => resolve(`ended with ${signal ?? code}`));
    child.once("error", (error) => resolve(error.message));
  });
}
