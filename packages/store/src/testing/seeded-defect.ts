import { appendFileSync, readFileSync } from "node:fs";
import { withClient } from "./client.ts";

/**
 * Names a JSON file whose `sql` is run in each migrated template database of this test run: a seeded defect, by which
 * `packages/races/src/mutants` shows that the tests can fail. Not set, nothing changes.
 */
const VARIABLE = "SINCRO_TEST_DEFECT";

/** The SQL of the seeded defect; empty when there is none. */
export function seededSql(): string {
  const file = process.env[VARIABLE];
  return file === undefined ? "" : (JSON.parse(readFileSync(file, "utf8")) as { readonly sql: string }).sql;
}

/** Puts the seeded defect into a database, as its owner, and leaves a word beside the file that it is in. */
export async function seedDefect(ownerUrl: string): Promise<void> {
  const sql = seededSql();
  if (sql === "") return;
  await withClient(ownerUrl, (owner) => owner.query(sql));
  appendFileSync(`${process.env[VARIABLE]}.applied`, "sql\n");
}
