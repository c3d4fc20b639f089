import { Client } from "pg";
import { afterAll, beforeAll, expect, it } from "vitest";
import { withClient } from "./client.ts";
import { type Cluster, databaseOn, describePostgres, startCluster } from "./index.ts";

describePostgres("a private cluster", (version) => {
  let cluster: Cluster;
  beforeAll(async () => {
    cluster = await startCluster({ version, fsync: true, settings: { wal_level: "logical" } });
    await databaseOn(cluster); // makes the template; later ones find it
  });
  afterAll(() => cluster.stop());

  it("recovers from a crash with every commit and no open transaction, at the same address", async () => {
    const { url } = await databaseOn(cluster);
    const session = new Client({ connectionString: url });
    const broken = new Promise((resolve) => session.on("error", resolve));
    await session.connect();
    await session.query("create table kept (n int)");
    await session.query("insert into kept values (1)");
    await session.query("create unlogged table volatile as select 1"); // emptied by recovery, kept by a clean end
    await session.query("begin; insert into kept values (2)");
    await cluster.crash();
    expect(await broken).toBeInstanceOf(Error);
    await expect(withClient(url, async () => {})).rejects.toMatchObject({ code: "ECONNREFUSED" });
    await cluster.start();
    const { rows } = await withClient(url, (client) =>
      client.query("select n, (select count(*)::int from volatile) as volatile from kept"),
    );
    expect(rows).toEqual([{ n: 1, volatile: 0 }]);
  });

  it("is durable when asked to be, with the settings asked for", async () => {
    const { adminUrl } = await databaseOn(cluster, { migrate: false });
    const { rows } = await withClient(adminUrl, (client) =>
      client.query(
        "select name, setting from pg_settings where name in ('fsync', 'full_page_writes', 'synchronous_commit', 'wal_level') order by 1",
      ),
    );
    expect(rows.map(({ setting }) => setting)).toEqual(["on", "on", "on", "logical"]);
  });
});
