import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { testDatabase } from "@sincro/store/testing";
import { Client } from "pg";
import { describe, expect, it } from "vitest";
import { controls, equivalents, mutants } from "./catalogue/index.ts";

const root = join(import.meta.dirname, "../../../..");
const all = [...mutants, ...controls, ...equivalents];

describe("the catalogue of seeded defects", () => {
  it("names each once, in words, with the failures that it would bring back and the tests that must notice", () => {
    expect(mutants.length).toBeGreaterThanOrEqual(30);
    expect(new Set(all.map(({ id }) => id)).size).toBe(all.length);
    expect(new Set(all.map(({ title }) => title)).size).toBe(all.length);
    for (const { id, breaks } of mutants) {
      expect(breaks, id).not.toEqual([]);
      expect(breaks.filter((failure) => !/^[FP]\d{1,2}$/.test(failure))).toEqual([]);
    }
    for (const { id, killers } of all) {
      expect(killers, id).not.toEqual([]);
      expect(killers.filter(({ file }) => !existsSync(join(root, file)))).toEqual([]);
    }
  });

  it("fits the modules: each text that it replaces is there, once", () => {
    const changes = all.flatMap(({ id, modules = [] }) => modules.map((change) => ({ id, ...change })));
    const unfit = changes.filter(({ path, from, to }) => {
      const text = readFileSync(join(root, path), "utf8");
      return text.split(from).length !== 2 || from === to;
    });
    expect(unfit).toEqual([]);
  });

  it("fits the database: each patch of SQL applies to the migrated functions", async () => {
    const database = await testDatabase();
    const owner = new Client({ connectionString: database.url });
    await owner.connect();
    try {
      const unfit: string[] = [];
      for (const { id, sql = [] } of all) {
        await owner.query("begin");
        await owner.query(sql.join("\n")).catch((error: Error) => unfit.push(`${id}: ${error.message}`));
        await owner.query("rollback");
      }
      expect(unfit).toEqual([]);
    } finally {
      await owner.end();
      await database.drop();
    }
  });
});
