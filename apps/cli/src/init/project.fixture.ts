import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join, relative } from "node:path";
import { onTestFinished } from "vitest";

/** A folder with some files in it, for one test. */
export async function project(files: Readonly<Record<string, string>> = {}): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "sincro-init-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  for (const [path, text] of Object.entries(files)) await put(folder, path, text);
  return folder;
}

/** Writes a file, with the folders that it is in. */
export async function put(folder: string, path: string, text: string): Promise<void> {
  await mkdir(dirname(join(folder, path)), { recursive: true });
  await writeFile(join(folder, path), text);
}

/** All that is in a folder: files with their texts, folders with null. */
export async function contentsOf(folder: string): Promise<Readonly<Record<string, string | null>>> {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true });
  const read = entries.map(async (entry) => {
    const place = join(entry.parentPath, entry.name);
    return [relative(folder, place), entry.isFile() ? await readFile(place, "utf8") : null] as const;
  });
  return Object.fromEntries((await Promise.all(read)).sort(([a], [b]) => (a < b ? -1 : 1)));
}
