import { spawn } from "node:child_process";
import { once } from "node:events";
import { appendFile, readdir, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { migrate, migrations, supabaseHistory, supabaseMigration } from "@sincro/store/migrations";
import { startProject } from "@sincro/store/supabase/testing";
import {
  type Cluster,
  databaseOn,
  describePostgres,
  describePostgrest,
  startSupabaseCluster,
  type TestDatabase,
  withClient,
} from "@sincro/store/testing";
import { afterAll, beforeAll, expect, it, onTestFinished } from "vitest";
import { type CommandLine, commandLine } from "./testing/command-line.ts";
import { deno } from "./testing/deno.ts";
import { ownProject, shopOf, treeOf } from "./testing/own-project.ts";
import { deploy } from "./testing/project.ts";
import { expectEverything } from "./testing/truth.ts";
import { runOver, startedId } from "./testing/until.ts";
import { accessToken, upload } from "./testing/upload.ts";

const main = fileURLToPath(new URL("../../cli/src/main.ts", import.meta.url));
const noTls = { PGSSLMODE: "disable" };
const push = (cli: CommandLine, { url }: TestDatabase) => cli.run("db", "push", "--yes", `--remote=${url}`);

/** The product's own command line, in a process of its own. */
async function sincroInit(folder: string): Promise<string> {
  const { PATH = "" } = process.env;
  const env = { PATH, LANG: "en_US.UTF-8" };
  const child = spawn(process.execPath, [main, "init", folder], { cwd: folder, env });
  let written = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk: Buffer) => (written += chunk));
  const [code] = (await once(child, "close")) as [number | null];
  expect(code, written).toBe(0);
  return written;
}

/** The name of the migration that it wrote. */
async function migrationIn({ folder }: CommandLine): Promise<string> {
  const names = await readdir(join(folder, "supabase/migrations"));
  return names.findLast((name) => name.endsWith("_sincro.sql")) ?? "none";
}

describePostgrest("sincro init in a project with ten migrations of its own", (version) => {
  it("F57 F59 · db push, deploy, and a sync runs to its end from what was uploaded, without a registry; nothing of the project's has changed", async () => {
    const cli = await commandLine({ ...noTls, ...accessToken }, ownProject);
    let database: TestDatabase | undefined;
    const project = await startProject(version, {}, async (cluster) => {
      database = await databaseOn(cluster, { migrate: false });
      const own = await push(cli, database);
      expect(own, own.all).toMatchObject({ code: 0 });
      return database;
    });
    onTestFinished(async () => {
      await cli.remove();
      await project.stop();
    });
    const { adminUrl, url } = database as TestDatabase;
    const [files, shop] = [await treeOf(cli.folder), await shopOf(adminUrl)];
    expect(shop).toContain("40/");

    const said = await sincroInit(cli.folder);
    const now = await treeOf(cli.folder);
    expect(now).toMatchObject(files);
    expect(Object.keys(now).length).toBe(Object.keys(files).length + 11);
    const sections = said.slice(said.indexOf("[functions."), said.indexOf("Then:"));
    await appendFile(join(cli.folder, "supabase/config.toml"), `\n${sections}`);

    const pushed = await push(cli, { adminUrl, url, drop: async () => {} });
    expect(pushed, pushed.all).toMatchObject({ code: 0 });
    expect(pushed.all.match(/Applying migration/g)).toHaveLength(1);
    expect(await migrate(url)).toEqual({ applied: [], version: migrations().at(-1)?.version });
    await project.admin.query("notify pgrst, 'reload schema'");

    const { metadata, folder } = await upload(cli);
    const open = [...metadata].filter(([, { verify_jwt }]) => !verify_jwt).map(([name]) => name);
    expect(open.sort()).toEqual([
      "fetch-paypal",
      "fetch-stripe",
      "sync-command-center",
      "sync-ghl",
      "sync-manychat",
      "sync-runs",
    ]);
    const entries = open.map((name) => join(folder, "supabase/functions", name, "index.ts"));
    expect(await deno(["check", "--no-config", "--no-npm", "--no-remote", ...entries])).toMatchObject({ code: 0 });
    const { client, edge, fake, gateway } = await deploy(project, { scale: 0.1 });
    await edge({}, join(folder, "supabase/functions"), "vendored");
    expect(await runOver(client, await startedId(client))).toMatchObject({ status: "completed" });
    await expectEverything(project, fake);

    expect(await (await fetch(`${gateway.url}/functions/v1/hello`)).text()).toBe("hello from the shop");
    expect(await shopOf(adminUrl)).toBe(shop);
    expect(await sincroInit(cli.folder)).toContain("There is nothing to write");
  });
});

describePostgres(
  "the migration of sincro init",
  (version) => {
    let cluster: Cluster;
    beforeAll(async () => {
      cluster = await startSupabaseCluster({ version });
    });
    afterAll(() => cluster.stop());

    async function pushed(newest?: string) {
      const cli = await commandLine(noTls, (folder) => ownProject(folder, newest));
      onTestFinished(() => cli.remove());
      const database = await databaseOn(cluster, { migrate: false });
      const own = await push(cli, database);
      expect(own, own.all).toMatchObject({ code: 0 });
      return { cli, database };
    }
    const sincroTables = async ({ adminUrl }: TestDatabase) => {
      const sql = "select relname from pg_class where relname like 'sync\\_%' and relkind = 'r' order by 1";
      return (await withClient(adminUrl, (client) => client.query<{ relname: string }>(sql))).rows;
    };

    it("is newer than the newest of a project that is ahead of the clock, and goes in", async () => {
      const { cli, database } = await pushed("20991231235959");
      expect(await sincroInit(cli.folder)).toContain("ahead of this clock");
      expect(await migrationIn(cli)).toBe("21000101000000_sincro.sql");
      const second = await push(cli, database);
      expect(second, second.all).toMatchObject({ code: 0 });
      expect(await sincroTables(database)).toContainEqual({ relname: "sync_runs" });
    });

    it("would be refused by db push with an older name: why it has the moment of init", async () => {
      const { cli, database } = await pushed();
      await sincroInit(cli.folder);
      const folder = join(cli.folder, "supabase/migrations");
      await rename(join(folder, await migrationIn(cli)), join(folder, "20250109120000_sincro.sql"));
      const refused = await push(cli, database);
      expect(refused.code).toBe(1);
      expect(refused.all).toContain("before the last migration on remote database");
      expect(await sincroTables(database)).toEqual([]);
    });

    it("does not go in over an older sync_runs, changes nothing, and names sincro adopt", async () => {
      const { cli, database } = await pushed();
      const older = "create table public.sync_runs (id uuid primary key, source text, status text);";
      await writeFile(join(cli.folder, "supabase/migrations/20250111000000_syncs.sql"), older);
      expect(await push(cli, database)).toMatchObject({ code: 0 });
      await sincroInit(cli.folder);
      const refused = await push(cli, database);
      expect(refused.code).toBe(1);
      expect(refused.all).toContain("`sincro adopt` makes it Sincro's");
      expect(await sincroTables(database)).toEqual([{ relname: "sync_runs" }]);
    });

    it("has in a further file what a later Sincro brings; `sincro migrate` finds nothing left to do", async () => {
      const { cli, database } = await pushed();
      const earlier = [supabaseHistory, ...migrations().slice(0, 15).map(supabaseMigration)].join("\n");
      await writeFile(join(cli.folder, "supabase/migrations/20250111000000_sincro.sql"), earlier);
      const first = await push(cli, database);
      expect(first, first.all).toMatchObject({ code: 0 });
      await sincroInit(cli.folder);
      const second = await push(cli, database);
      expect(second, second.all).toMatchObject({ code: 0 });
      expect(await migrate(database.url)).toMatchObject({ applied: [] });
    });

    it("does not go in where `sincro migrate` has been; that told to Supabase's history, there is nothing left", async () => {
      const { cli, database } = await pushed();
      await migrate(database.url);
      await sincroInit(cli.folder);
      const refused = await push(cli, database);
      expect(refused.code).toBe(1);
      expect(refused.all).toContain("has been applied by `sincro migrate`");
      const digits = (await migrationIn(cli)).split("_")[0] ?? "";
      const repair = ["migration", "repair", "--status=applied", digits, "--yes", `--remote=${database.url}`];
      expect(await cli.run(...repair)).toMatchObject({ code: 0 });
      expect((await push(cli, database)).all).toContain("Remote database is up to date.");
    });

    it("goes in as a whole or not at all: a project's own table in its way leaves nothing behind", async () => {
      const { cli, database } = await pushed();
      await withClient(database.url, (client) => client.query("create table public.sync_buckets (mine text)"));
      await sincroInit(cli.folder);
      const refused = await push(cli, database);
      expect(refused.code).toBe(1);
      expect(refused.all).toContain('relation "sync_buckets" already exists');
      expect(await sincroTables(database)).toEqual([{ relname: "sync_buckets" }]);
    });
  },
  [15],
);
