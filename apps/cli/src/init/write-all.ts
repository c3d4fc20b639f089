import { constants, copyFile, link, mkdir, rename, rm, rmdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { Step } from "./plan.ts";

type Undo = (() => Promise<unknown>)[];

/**
 * Writes the files of a plan: all of them, or none. Each is written beside its place first and then put there under its
 * name, which fails where another file has come in the meantime. What fails takes back what was done.
 *
 * @throws the file system's own error, after everything is as it was; an AggregateError with it first when that cannot be
 */
export async function writeAll(folder: string, steps: readonly Step[]): Promise<void> {
  const staged = steps
    .filter(({ action }) => action === "write" || action === "replace")
    .map((step) => ({ step, place: join(folder, step.path) }));
  const undo: Undo = [];
  try {
    for (const { place, step } of staged) {
      await folderFor(place, undo);
      undo.push(() => rm(beside(place), { force: true }));
      await writeFile(beside(place), step.text);
    }
    for (const { place, step } of staged) await (step.action === "replace" ? replaced : placed)(place, undo);
  } catch (error) {
    const failures: unknown[] = [];
    for (const back of undo.reverse()) await back().catch((failure: unknown) => failures.push(failure));
    throw failures.length === 0 ? error : new AggregateError([error, ...failures], String(error), { cause: error });
  }
  for (const { place } of staged) for (const left of [beside(place), before(place)]) await rm(left, { force: true });
}

/** Names of this program's own: what one that was killed left there is written over. */
const beside = (place: string) => `${place}.sincro-new`;
const before = (place: string) => `${place}.sincro-old`;

async function folderFor(place: string, undo: Undo): Promise<void> {
  const first = await mkdir(dirname(place), { recursive: true });
  if (first === undefined) return;
  undo.push(async () => {
    for (let made = dirname(place); made.length >= first.length; made = dirname(made)) await removed(made);
  });
}

/** A folder that this made; one in which somebody has put something meanwhile stays. */
async function removed(folder: string): Promise<void> {
  await rmdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== "ENOTEMPTY") throw error;
  });
}

async function placed(place: string, undo: Undo): Promise<void> {
  await alsoAs(beside(place), place);
  undo.push(() => rm(place));
}

async function replaced(place: string, undo: Undo): Promise<void> {
  await rm(before(place), { force: true });
  await alsoAs(place, before(place));
  undo.push(() => rename(before(place), place));
  await rename(beside(place), place);
}

/** A second name for a file, if nothing has that; where the file system has no links, a copy. */
async function alsoAs(file: string, name: string): Promise<void> {
  try {
    await link(file, name);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") throw error;
    await copyFile(file, name, constants.COPYFILE_EXCL);
  }
}
