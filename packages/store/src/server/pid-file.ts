import { writeFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { EmbeddedFailed } from "./errors.ts";
import { readIfThere } from "./files.ts";
import { bornAt, commandOf } from "./process-id.ts";

/** What a postmaster says of itself in `postmaster.pid`. */
export interface PidFile {
  readonly pid: number;
  /** `starting`, `ready`, `stopping`, `standby`; absent in the first moments. */
  readonly status?: string;
}

/** A pid that no process can have (pids end at 2^22): `kill` answers "no such process". */
const NOBODY = 2_147_483_647;
const FAST_MS = 60_000;
const IMMEDIATE_MS = 15_000;
const LOOK_EVERY_MS = 20;

/** Reads `postmaster.pid` of a data folder; undefined when there is none, or while it is being written. */
export async function readPidFile(data: string): Promise<PidFile | undefined> {
  const lines = (await readIfThere(join(data, "postmaster.pid")))?.split("\n");
  const pid = Number(lines?.[0]);
  if (!Number.isInteger(pid) || pid <= 0) return undefined;
  const status = lines?.[7]?.trim(); // LOCK_FILE_LINE_PM_STATUS is the eighth, since PostgreSQL 10
  return status ? { pid, status } : { pid };
}

/**
 * Frees a data folder whose owner is dead: its orphaned postmaster is stopped (fast, so that nothing needs recovery),
 * and the `postmaster.pid` of a dead one is defused.
 *
 * PostgreSQL recovers from such a file by itself, unless the number is somebody else's now, or still a zombie's (its
 * parent was killed and process 1 of a container reaps nobody): then it would refuse to start for ever. The file is not
 * removed but given a pid that nobody can have: its other lines let PostgreSQL see whether a backend of the dead server
 * still holds the shared memory.
 *
 * @returns what was found, for the log
 * @throws EmbeddedFailed `stop_failed`
 */
export async function freeDataFolder(data: string): Promise<"free" | "orphan" | "stale"> {
  const found = await readPidFile(data);
  if (!found) return "free";
  const born = bornAt(found.pid);
  if (born === undefined || !isPostmasterOf(found.pid, data)) {
    const path = join(data, "postmaster.pid");
    const [, ...rest] = ((await readIfThere(path)) ?? "").split("\n");
    await writeFile(path, [NOBODY, ...rest].join("\n"));
    return "stale";
  }
  const isGone = () => bornAt(found.pid) !== born;
  if ((await ends(found.pid, "SIGINT", isGone, FAST_MS)) || (await ends(found.pid, "SIGQUIT", isGone, IMMEDIATE_MS))) {
    return "orphan";
  }
  throw new EmbeddedFailed("stop_failed", `PostgreSQL process ${found.pid}, left by a killed owner, does not stop`);
}

function isPostmasterOf(pid: number, data: string): boolean {
  const [program, ...rest] = `${commandOf(pid) ?? ""} `.split(" -D ");
  return basename(program ?? "") === "postgres" && rest.join(" -D ").startsWith(`${data} `);
}

async function ends(pid: number, signal: NodeJS.Signals, isGone: () => boolean, withinMs: number): Promise<boolean> {
  if (isGone()) return true;
  process.kill(pid, signal);
  for (const end = Date.now() + withinMs; Date.now() < end; await sleep(LOOK_EVERY_MS)) if (isGone()) return true;
  return false;
}
