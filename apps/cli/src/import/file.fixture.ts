import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";

/** A file of this content, which is gone after the test. */
export async function fileOf(content: string | Uint8Array): Promise<string> {
  const dir = await mkdtemp(join(tmpdir(), "sincro-import-"));
  onTestFinished(() => rm(dir, { recursive: true, force: true }));
  const file = join(dir, "contactos.csv");
  await writeFile(file, content);
  return file;
}
