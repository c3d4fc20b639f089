import { Client } from "pg";
import { expect, it } from "vitest";
import { schemaVersion } from "../migrations/index.ts";
import { withClient } from "./client.ts";
import { describePostgres, testDatabase } from "./index.ts";

const MAJOR = "select current_setting('server_version_num')::int / 10000 as major";

describePostgres("a test database", (version) => {
  it("is migrated, of the version asked for, and belongs to a role without privileges", async () => {
    const database = await testDatabase({ version });
    const { rows } = await withClient(database.url, (client) =>
      client.query(`select major, (select count(*)::int from sync_migrations) as migrations, rolsuper,
        pg_get_userbyid(datdba) = current_user as owner, pg_get_userbyid(relowner) = current_user as table_owner
        from (${MAJOR}) as server, pg_roles, pg_database, pg_class
        where rolname = current_user and datname = current_database() and relname = 'sync_migrations'`),
    );
    const [row] = rows;
    expect(row).toMatchObject({ major: version, rolsuper: false, owner: true, table_owner: true });
    expect(row.migrations).toBeGreaterThan(0);
    expect(row.migrations).toBeLessThanOrEqual(schemaVersion());
    await database.drop();
  });

  it("is alone: two made at once share nothing, and an empty one is empty", async () => {
    const [one, other] = await Promise.all([1, 2].map(() => testDatabase({ version, migrate: false })));
    if (!one || !other) throw new Error("two were asked for");
    await withClient(one.url, (client) => client.query("create table mine ()"));
    const tables = await withClient(other.url, (client) =>
      client.query("select tablename from pg_tables where schemaname = 'public'"),
    );
    expect(tables.rows).toEqual([]);
    await Promise.all([one.drop(), other.drop()]);
  });

  it("can be dropped while somebody is connected", async () => {
    const database = await testDatabase({ version, migrate: false });
    const client = new Client({ connectionString: database.url });
    const broken = new Promise((resolve) => client.on("error", resolve));
    await client.connect();
    await database.drop();
    expect(await broken).toMatchObject({ code: "57P01" });
    await expect(withClient(database.url, async () => {})).rejects.toMatchObject({ code: "3D000" });
  });
});
