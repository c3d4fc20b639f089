import { type ChildProcess, fork, spawnSync } from "node:child_process";
import { chmod, mkdtemp, realpath } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { Client, type QueryResultRow } from "pg";
import { vi } from "vitest";
import type { Told } from "./owner.fixture.ts";
import { readPidFile } from "./pid-file.ts";
import { bornAt } from "./process-id.ts";

/** A folder that the server's user may enter (`mkdtemp` makes them for root alone). */
export async function newFolder(): Promise<string> {
  const dir = await realpath(await mkdtemp(join(tmpdir(), "sincro-server-test-")));
  await chmod(dir, 0o755);
  return dir;
}

/** Forks an owner and waits for the first thing it says. A group of its own, as a shell gives a command. */
export async function forkOwner(dir: string, behaviour = "stays"): Promise<{ child: ChildProcess; told: Told }> {
  const program = fileURLToPath(new URL("./owner.fixture.ts", import.meta.url));
  const child = fork(program, [dir, behaviour], { execArgv: [], detached: true, stdio: "ignore" });
  return { child, told: await nextWord(child) };
}

/** The next thing an owner says. */
export function nextWord(child: ChildProcess): Promise<Told> {
  return new Promise((resolve, reject) => {
    child.once("message", (told) => resolve(told as Told));
    child.once("exit", (code, signal) => reject(new Error(`the owner ended with ${signal ?? code}`)));
  });
}

/** Runs one statement on a connection of its own. */
export async function query<Row extends QueryResultRow>(url: string, sql: string): Promise<Row[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Row>(sql)).rows;
  } finally {
    await client.end();
  }
}

/** The pid of the folder's server. */
export async function postmasterOf(dir: string): Promise<number> {
  const found = await readPidFile(join(dir, "postgres"));
  if (!found) throw new Error(`no postmaster.pid in ${dir}`);
  return found.pid;
}

/** The pid of the shell that watches over the folder's server. */
export function keeperOf(dir: string): number {
  const { stdout } = spawnSync("ps", ["-eo", "pid=,args="], { encoding: "utf8" });
  const line = stdout.split("\n").find((it) => it.includes(` keeper ${join(dir, "postgres")} `));
  return Number(line?.trim().split(" ")[0]);
}

/** Waits until a process is gone. */
export async function gone(pid: number): Promise<void> {
  await vi.waitUntil(() => bornAt(pid) === undefined, { timeout: 25_000, interval: 20 });
}
