import { existsSync } from "node:fs";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { migrate, migrations } from "@sincro/store/migrations";
import {
  type Cluster,
  databaseOn,
  describePgCron,
  describePostgres,
  startCronProject,
  startSupabaseCluster,
  type TestDatabase,
} from "@sincro/store/testing";
import { afterAll, beforeAll, expect, it, onTestFinished } from "vitest";
import { type CommandLine, commandLine } from "./testing/command-line.ts";

/** Debian's postgresql-15-plpgsql-check, by which `db lint` reads functions. */
const checker = "/usr/share/postgresql/15/extension/plpgsql_check.control";

/**
 * Functions without a search path of their own. Those in indexes and views are read for every record: pinning one costs
 * as much again, or keeps the planner from putting it into the query. Their bodies were bound when they were made, or
 * use what pg_catalog has and write `public.` before the rest.
 */
const unpinned = [
  ...["boolean", "currency", "currency_exponent", "decimal", "elements", "email", "email_of", "integer", "is_active"],
  ...["is_resumable", "is_terminal", "minor", "moment", "now", "paypal_kind", "phone", "phone_of", "schema_version"],
  ...["setting", "status_of", "stripe_exponent", "text", "transaction_at"],
].map((name) => `sync_${name}`);

interface Finding {
  readonly name: string;
  readonly metadata: { readonly name: string };
}

describePostgres(
  "the migrations through Supabase's command line",
  (version) => {
    let cluster: Cluster;
    let database: TestDatabase;
    let cli: CommandLine;
    beforeAll(async () => {
      cluster = await startSupabaseCluster({ version });
      cli = await commandLine({ PGSSLMODE: "disable" });
      database = await databaseOn(cluster, { migrate: false });
    });
    afterAll(async () => {
      await cli.remove();
      await cluster.stop();
    });
    const push = ({ url }: TestDatabase) => cli.run("db", "push", "--yes", `--remote=${url}`);

    it("F59 · go in by `db push`; a second push and `sincro migrate` find nothing left to do", async () => {
      const first = await push(database);
      expect(first, first.all).toMatchObject({ code: 0 });
      expect(first.all).toContain("Finished supabase db push.");
      const second = await push(database);
      expect(second.code).toBe(0);
      expect(second.all).toContain("Remote database is up to date.");
      expect(second.all).not.toContain("Applying migration");
      expect(await migrate(database.url)).toEqual({ applied: [], version: migrations().at(-1)?.version });
    });

    it("F59 · refuse a database that `sincro migrate` made, and say what to do: that done, there is nothing left", async () => {
      const other = await databaseOn(cluster);
      const refused = await push(other);
      expect(refused.code).toBe(1);
      expect(refused.all).toContain("has been applied by `sincro migrate`");
      expect(await migrate(other.url)).toMatchObject({ applied: [] });
      const numbers = (await readdir(join(cli.folder, "supabase/migrations"))).map((name) => name.split("_")[0] ?? "");
      const repaired = await cli.run(
        "migration",
        "repair",
        "--status=applied",
        ...numbers,
        "--yes",
        `--remote=${other.url}`,
      );
      expect(repaired, repaired.all).toMatchObject({ code: 0 });
      expect((await push(other)).all).toContain("Remote database is up to date.");
    });

    it("F58 · Supabase's advisors find nothing, but for functions that are left without a search path", async () => {
      const advised = await cli.run("db", "advisors", `--remote=${database.url}`);
      expect(advised, advised.all).toMatchObject({ code: 0 });
      const found = JSON.parse(advised.stdout) as readonly Finding[];
      expect(found.filter(({ name }) => name !== "function_search_path_mutable")).toEqual([]);
      expect(found.map(({ metadata }) => metadata.name).sort()).toEqual(unpinned);
    });

    it("`gen types` says of them what it said when database.generated.ts was made; `-u` makes it anew", async () => {
      const types = await cli.run("gen", "types", "typescript", `--remote=${database.url}`);
      expect(types, types.all).toMatchObject({ code: 0 });
      await expect(types.stdout).toMatchFileSnapshot("../supabase/database.generated.ts");
    });
  },
  [15],
);

// With what the functions of a schedule call: plpgsql_check looks every name up.
describePgCron("the migrations by Supabase's linter", () => {
  it.skipIf(process.env.CI !== "true" && !existsSync(checker))("`db lint` finds no error in any function", async () => {
    const cli = await commandLine({ PGSSLMODE: "disable" });
    const project = await startCronProject();
    onTestFinished(async () => {
      await project.stop();
      await cli.remove();
    });
    const lint = () => cli.run("db", "lint", "--level=error", `--remote=${project.adminUrl}`);
    const linted = await lint();
    expect(linted, linted.all).toMatchObject({ code: 0 });
    expect(linted.stdout.trim()).toBe("");
    await project.admin.query(
      "create function public.broken() returns int language plpgsql as $$ begin return nowhere; end $$",
    );
    expect((await lint()).stdout).toContain("public.broken");
  });
});
