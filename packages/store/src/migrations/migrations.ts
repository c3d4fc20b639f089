import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { MigrationFolderInvalid } from "./errors.ts";

/** One numbered file. */
export interface Migration {
  /** The number its name begins with. */
  readonly version: number;
  /** Without folder and ending, e.g. `0001-runs`. */
  readonly name: string;
  readonly sql: string;
  /** Of the text, in hex. Line ends do not count: a checkout on Windows is the same migration. */
  readonly sha256: string;
}

const FOLDER = fileURLToPath(new URL("../../migrations/", import.meta.url));

/**
 * The migrations in order, read from the package's `migrations/NNNN-name.sql`.
 *
 * @param folder another folder, for tests
 * @throws MigrationFolderInvalid
 */
export function migrations(folder: string = FOLDER): readonly Migration[] {
  const files = readdirSync(folder).filter((file) => file.endsWith(".sql"));
  const found = files.sort().map((file) => read(folder, file));
  const twin = found.find((it, i) => it.version === found[i - 1]?.version);
  if (twin) throw new MigrationFolderInvalid(`two migrations have the number ${twin.version} in ${folder}`);
  return found;
}

/** The version that a database has when it is up to date; 0 with no migrations at all. */
export function schemaVersion(folder?: string): number {
  return migrations(folder).at(-1)?.version ?? 0;
}

/** The number that a migration's name begins with. */
export function versionOf(name: string): number {
  return Number.parseInt(name, 10);
}

function read(folder: string, file: string): Migration {
  const name = /^(\d{4}-[a-z0-9-]+)\.sql$/.exec(file)?.[1];
  if (name === undefined) throw new MigrationFolderInvalid(`${file} is not named like 0001-some-name.sql`);
  const sql = readFileSync(join(folder, file), "utf8").replaceAll("\r\n", "\n");
  return { version: versionOf(name), name, sql, sha256: createHash("sha256").update(sql).digest("hex") };
}
