import { type Migration, migrations } from "@sincro/store/migrations";
import { describe, expect, it } from "vitest";
import { migrationText, missingIn } from "./migration.ts";

const known = migrations();
const names = (of: readonly Migration[]) => of.map(({ name }) => name);
const [first, second, ...rest] = known as [Migration, Migration, ...Migration[]];

describe("what a project's migrations lack", () => {
  it("everything, where there is nothing of Sincro's", () => {
    expect(missingIn([{ name: "1_own.sql", text: "create table public.invoices ();" }], known)).toEqual({
      kind: "missing",
      migrations: known,
    });
  });

  it("nothing, where one file has all, whatever it is called", () => {
    const file = { name: "20200101000000_renamed.sql", text: migrationText(known) };
    expect(missingIn([file], known)).toEqual({ kind: "missing", migrations: [] });
  });

  it("what came later, where an older Sincro wrote its file; two files together have all", () => {
    const older = { name: "1_sincro.sql", text: migrationText([first, second]) };
    const missing = missingIn([older], known);
    expect(missing).toMatchObject({ kind: "missing" });
    expect(missing.kind === "missing" && names(missing.migrations)).toEqual(names(rest));
    const further = { name: "2_sincro.sql", text: migrationText(rest) };
    expect(missingIn([older, further], known)).toEqual({ kind: "missing", migrations: [] });
  });

  it("says which file has a migration that somebody changed, by its text or by its hash", () => {
    const text = migrationText(known);
    const changed = text.replace("create table public.sync_runs (", "create table public.sync_runs (mine text,");
    expect(changed).not.toBe(text);
    const edited = { kind: "edited", file: "1_sincro.sql", migration: "0001-tables" };
    expect(missingIn([{ name: "1_sincro.sql", text: changed }], known)).toEqual(edited);
    const rehashed = text.replace(first.sha256, "0".repeat(64));
    expect(missingIn([{ name: "1_sincro.sql", text: rehashed }], known)).toEqual(edited);
  });

  it("says which file has a migration of a newer Sincro", () => {
    const newer: Migration = { version: 9000, name: "9000-later", sql: "select 1;", sha256: "f".repeat(64) };
    expect(missingIn([{ name: "1_sincro.sql", text: migrationText([...known, newer]) }], known)).toEqual({
      kind: "newer",
      file: "1_sincro.sql",
      migration: "9000-later",
    });
  });

  it("says which one is missing before one that is there: it could not be applied any more", () => {
    expect(missingIn([{ name: "2_sincro.sql", text: migrationText(rest) }], known)).toEqual({
      kind: "gap",
      file: "2_sincro.sql",
      migration: first.name,
    });
  });
});
