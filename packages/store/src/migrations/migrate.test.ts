import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { Client } from "pg";
import { afterEach, beforeEach, expect, it } from "vitest";
import { describePostgres, type TestDatabase, testDatabase } from "../testing/index.ts";
import { isMigrationError } from "./errors.ts";
import { folderOf } from "./folder.test-kit.ts";
import { checkServer, migrate } from "./migrate.ts";
import { migrations, schemaVersion } from "./migrations.ts";

const FILES = {
  "0001-visits.sql": "create table visits (n int); insert into visits values (1);",
  "0002-more.sql": "insert into visits values (2); -- not repeatable: twice would show",
  "0003-sum.sql": "create function total() returns bigint language sql as 'select sum(n) from visits';",
};

describePostgres("migrate", (version) => {
  let database: TestDatabase;
  beforeEach(async () => {
    database = await testDatabase({ version, migrate: false });
  });
  afterEach(() => database.drop());

  const query = async (sql: string) => {
    const client = new Client({ connectionString: database.url });
    await client.connect();
    try {
      return (await client.query(sql)).rows;
    } finally {
      await client.end();
    }
  };
  const failure = (folder: string) => migrate(database.url, { folder }).catch((it: unknown) => it);

  it("F59 · applies every file once and in order, however often it is called, as a role without privileges", async () => {
    const folder = await folderOf(FILES);
    expect(await migrate(database.url, { folder })).toEqual({
      applied: ["0001-visits", "0002-more", "0003-sum"],
      version: 3,
    });
    expect(await migrate(database.url, { folder })).toEqual({ applied: [], version: 3 });
    expect(await query("select total()::int")).toEqual([{ total: 3 }]);
    expect(
      await query("select rolsuper or rolcreaterole as mighty from pg_roles where rolname = current_user"),
    ).toEqual([{ mighty: false }]);
    const rows = await query("select name, length(sha256) as bits, applied_at <= now() as past from sync_migrations");
    expect(rows).toEqual(["0001-visits", "0002-more", "0003-sum"].map((name) => ({ name, bits: 64, past: true })));
  });

  it("F59 · brings an empty database to the package's own schema, and changes nothing the second time", async () => {
    const names = migrations().map(({ name }) => name);
    expect(await migrate(database.url)).toEqual({ applied: names, version: schemaVersion() });
    expect(await migrate(database.url)).toEqual({ applied: [], version: schemaVersion() });
    expect(names.length).toBeGreaterThan(0);
  });

  it("lets eight clients come at once: each file is applied by exactly one", async () => {
    const folder = await folderOf(FILES);
    const clients = Array.from({ length: 8 }, () => new Client({ connectionString: database.url }));
    await Promise.all(clients.map((client) => client.connect()));
    const all = await Promise.all(clients.map((client) => migrate(client, { folder })));
    await Promise.all(clients.map((client) => client.end()));
    expect(all.flatMap(({ applied }) => applied).sort()).toEqual(["0001-visits", "0002-more", "0003-sum"]);
    expect(await query("select total()::int")).toEqual([{ total: 3 }]);
  });

  it("applies what was added since, and waits longer than the role's statement timeout", async () => {
    const folder = await folderOf({ "0001-visits.sql": FILES["0001-visits.sql"] });
    await migrate(database.url, { folder });
    await writeFile(join(folder, "0002-slow.sql"), "select pg_sleep(0.4);");
    const client = new Client({ connectionString: database.url, statement_timeout: 150 });
    await client.connect();
    expect(await migrate(client, { folder })).toEqual({ applied: ["0002-slow"], version: 2 });
    expect((await client.query("show statement_timeout")).rows).toEqual([{ statement_timeout: "150ms" }]);
    await client.end();
  });

  it("keeps nothing of a file that fails, says where it did, and goes on from there when it is mended", async () => {
    const folder = await folderOf({
      ...FILES,
      "0002-more.sql": "insert into visits values (2);\n\nselect nonsense;\n",
    });
    expect(await failure(folder)).toMatchObject({
      code: "migration_failed",
      migration: "0002-more",
      line: 3,
      cause: { code: "42703" },
    });
    expect(await query("select n from visits")).toEqual([{ n: 1 }]);
    expect(await query("select name from sync_migrations")).toEqual([{ name: "0001-visits" }]);
    await writeFile(join(folder, "0002-more.sql"), FILES["0002-more.sql"]);
    expect((await migrate(database.url, { folder })).applied).toEqual(["0002-more", "0003-sum"]);
  });

  it("refuses files that are not those the database was made with, before it applies any", async () => {
    const folder = await folderOf({
      "0001-visits.sql": FILES["0001-visits.sql"],
      "0003-sum.sql": FILES["0003-sum.sql"],
    });
    await migrate(database.url, { folder });
    const edited = await folderOf({ ...FILES, "0001-visits.sql": "create table visits (n bigint);" });
    const inserted = await folderOf(FILES);
    const missing = await folderOf({ "0003-sum.sql": FILES["0003-sum.sql"], "0004-more.sql": FILES["0002-more.sql"] });
    const errors = [await failure(edited), await failure(inserted), await failure(missing)];
    expect(errors.every(isMigrationError)).toBe(true);
    expect(errors).toMatchObject([
      { code: "migration_changed", migration: "0001-visits", change: "edited" },
      { code: "migration_changed", migration: "0002-more", change: "inserted" },
      { code: "migration_changed", migration: "0001-visits", change: "missing" },
    ]);
    expect(await query("select n from visits")).toEqual([{ n: 1 }]);
  });

  it("F57 · refuses a database of a newer Sincro", async () => {
    await migrate(database.url, { folder: await folderOf(FILES) });
    const older = await folderOf({ "0001-visits.sql": FILES["0001-visits.sql"] });
    expect(await failure(older)).toMatchObject({ code: "schema_too_new", found: "0003-sum", known: 1 });
  });

  it("makes its table in public, closed to roles that the owner did not grant", async () => {
    const { pathname, username } = new URL(database.url);
    await query(`create schema ${username}; alter database ${pathname.slice(1)} set search_path = ${username}, public`);
    await migrate(database.url, { folder: await folderOf(FILES) });
    const tables = await query(
      "select relname, relnamespace::regnamespace::text as schema, relrowsecurity as closed from pg_class where relname in ('visits', 'sync_migrations') and relkind = 'r' order by 1",
    );
    expect(tables).toEqual([
      { relname: "sync_migrations", schema: "public", closed: true },
      { relname: "visits", schema: "public", closed: false },
    ]);
  });
});

it("refuses a server older than PostgreSQL 15 and names its version", async () => {
  const old = { query: async () => ({ rows: [{ number: 140019, version: "14.19 (Debian 14.19-1)" }] }) };
  await expect(checkServer(old as never)).rejects.toMatchObject({
    code: "postgres_too_old",
    found: "14.19 (Debian 14.19-1)",
    message: expect.stringContaining("15 or newer"),
  });
});
