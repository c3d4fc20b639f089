import { copyFile, link, mkdir, rename, rm, rmdir, unlink, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { Step } from "./plan.ts";

/**
 * Writes the files of a plan: all of them, or none. Each is written beside its place first and then put there under its
 * name, which fails where another file has come in the meantime. What fails takes back what was done.
 *
 * @throws the file system's own error, after everything is as it was
 */
export async function writeAll(folder: string, steps: readonly Step[]): Promise<void> {
  const undo: (() => Promise<unknown>)[] = [];
  try {
    const staged = steps.filter(({ action }) => action === "write" || action === "replace");
    for (const { path, text } of staged) {
      const place = join(folder, path);
      await folderFor(place, undo);
      undo.push(() => rm(beside(place), { force: true }));
      await writeFile(beside(place), text, { flag: "wx" });
    }
    for (const { path, action } of staged) await put(join(folder, path), action === "replace", undo);
    await Promise.all(staged.map(({ path }) => rm(beside(join(folder, path)), { force: true })));
    await Promise.all(staged.map(({ path }) => rm(before(join(folder, path)), { force: true })));
  } catch (error) {
    for (const back of undo.reverse()) await back();
    throw error;
  }
}

const beside = (place: string) => `${place}.sincro-new`;
const before = (place: string) => `${place}.sincro-old`;

async function folderFor(place: string, undo: (() => Promise<unknown>)[]): Promise<void> {
  const first = await mkdir(dirname(place), { recursive: true });
  if (first === undefined) return;
  // From the innermost to the first that was made; one in which somebody has put something meanwhile stays.
  const removal = async () => {
    for (let made = dirname(place); made.length >= first.length; made = dirname(made))
      await rmdir(made).catch(() => {});
  };
  undo.push(removal);
}

async function put(place: string, replaces: boolean, undo: (() => Promise<unknown>)[]): Promise<void> {
  if (replaces) {
    await rename(place, before(place));
    undo.push(() => rename(before(place), place));
  }
  await placed(place);
  undo.push(() => unlink(place));
}

/** Under its own name, if nothing has that; where the file system has no links, by a copy. */
async function placed(place: string): Promise<void> {
  try {
    await link(beside(place), place);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") throw error;
    await copyFile(beside(place), place, 1);
  }
}
