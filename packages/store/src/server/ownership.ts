import { randomUUID } from "node:crypto";
import { link, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { EmbeddedOwner } from "./errors.ts";
import { isMissing, replaceFile } from "./files.ts";
import { bornAt } from "./process-id.ts";

/** What a lock file holds: the owner, its birth (a pid is recycled), and whether it has let go. */
interface Lock extends EmbeddedOwner {
  readonly born: string;
  readonly released: boolean;
}

/** The right to run the PostgreSQL of a folder, held until `release` or until this process is dead. */
export interface Ownership {
  /** Tells others more about the owner. */
  describe(facts: Partial<Pick<EmbeddedOwner, "port" | "info">>): Promise<void>;
  release(): Promise<void>;
}

/** Someone living has it: `owner` says who. */
export type Acquired = { kind: "acquired"; ownership: Ownership } | { kind: "held"; owner: EmbeddedOwner };

/**
 * Takes the folder, or says who has it.
 *
 * Locks are files `owner.N.json` and the highest N is the one that counts. Nobody removes the highest, dead or not:
 * whoever finds its holder dead creates N + 1, which the file system grants to one process only. So a lock of a killed
 * process is taken over without the usual race, in which two remove it and the second removes the first one's new lock.
 */
export async function acquire(dir: string): Promise<Acquired> {
  for (;;) {
    const last = await newest(dir);
    if (last && isAlive(last.lock)) return { kind: "held", owner: shown(last.lock) };
    const ownership = await take(dir, (last?.n ?? 0) + 1);
    if (ownership) return { kind: "acquired", ownership };
  }
}

/** @internal Takes lock number `n`; undefined when somebody else was faster. */
export async function take(dir: string, n: number): Promise<Ownership | undefined> {
  const mine: Lock = {
    pid: process.pid,
    born: bornAt(process.pid) ?? "",
    since: new Date().toISOString(),
    info: {},
    released: false,
  };
  if (!(await create(dir, n, mine))) return undefined;
  // A slow starter may have recreated a number that others had passed and cleaned away: the highest still decides.
  if ((await newest(dir))?.n !== n) {
    await rm(pathOf(dir, n), { force: true });
    return undefined;
  }
  for (const lower of (await numbers(dir)).filter((it) => it < n)) await rm(pathOf(dir, lower), { force: true });
  return hold(dir, n, mine);
}

/** The living owner of the folder, if there is one. */
export async function ownerOf(dir: string): Promise<EmbeddedOwner | undefined> {
  const last = await newest(dir);
  return last && isAlive(last.lock) ? shown(last.lock) : undefined;
}

function hold(dir: string, n: number, mine: Lock): Ownership {
  let lock = mine;
  const write = async (next: Lock) => {
    lock = next;
    await replaceFile(pathOf(dir, n), textOf(next));
  };
  return {
    describe: (facts) => write({ ...lock, ...facts }),
    release: () => write({ ...lock, released: true }),
  };
}

/** `link` fails when the name exists and shows the file with its whole text at once: a reader never sees half a lock. */
async function create(dir: string, n: number, lock: Lock): Promise<boolean> {
  const draft = join(dir, `owner.draft-${randomUUID()}`);
  await writeFile(draft, textOf(lock), { mode: 0o600 });
  try {
    await link(draft, pathOf(dir, n));
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw error;
  } finally {
    await rm(draft, { force: true });
  }
}

function textOf(lock: Lock): string {
  return `${JSON.stringify(lock, null, 2)}\n`;
}

async function newest(dir: string): Promise<{ n: number; lock: Lock } | undefined> {
  for (;;) {
    const n = (await numbers(dir)).at(-1);
    if (n === undefined) return undefined;
    try {
      return { n, lock: JSON.parse(await readFile(pathOf(dir, n), "utf8")) as Lock };
    } catch (error) {
      if (!isMissing(error)) throw error; // gone: a higher one has replaced it, look again
    }
  }
}

async function numbers(dir: string): Promise<number[]> {
  const names = await readdir(dir).catch((error: unknown) => {
    if (isMissing(error)) return []; // a folder that was never made has no owner
    throw error;
  });
  const found = names.flatMap((name) => /^owner\.(\d+)\.json$/.exec(name)?.[1] ?? []);
  return found.map(Number).sort((a, b) => a - b);
}

function shown({ born: _, released: __, ...owner }: Lock): EmbeddedOwner {
  return owner;
}

function isAlive(lock: Lock): boolean {
  return !lock.released && bornAt(lock.pid) === lock.born;
}

function pathOf(dir: string, n: number): string {
  return join(dir, `owner.${n}.json`);
}
