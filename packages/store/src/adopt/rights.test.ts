import { Client } from "pg";
import { afterAll, beforeAll, expect, it } from "vitest";
import {
  type Cluster,
  databaseOn,
  describePostgres,
  startSupabaseCluster,
  type TestDatabase,
} from "../testing/index.ts";
import { adopt } from "./adopt.ts";
import { olderTable } from "./older.test-kit.ts";

describePostgres("adopt · rights on Supabase", (version) => {
  let cluster: Cluster;
  let database: TestDatabase;
  let admin: Client;
  beforeAll(async () => {
    cluster = await startSupabaseCluster({ version });
    database = await databaseOn(cluster, { migrate: false });
    const owner = new Client({ connectionString: database.url });
    await owner.connect();
    await owner.query(`
      ${olderTable};
      alter table sync_runs enable row level security;
      create policy everybody on sync_runs for all using (true) with check (true);
      grant all on sync_runs to anon, authenticated, public;
      insert into sync_runs (source, status) values ('stripe', 'running'), ('paypal', 'paused');
    `);
    await adopt(owner);
    await owner.end();
    admin = new Client({ connectionString: database.adminUrl });
    await admin.connect();
  });
  afterAll(async () => {
    await admin.end();
    await database.drop();
    await cluster.stop();
  });

  const as = async (role: string, sql: string) => {
    await admin.query(`begin; set local role ${role}`);
    try {
      return (await admin.query(sql)).rows;
    } finally {
      await admin.query("rollback");
    }
  };

  it.for(["anon", "authenticated"])(
    "F58 · the browser's role %s writes no more, whatever an older policy says",
    async (role) => {
      for (const write of [
        "update sync_runs set status = 'cancelled'",
        "insert into sync_runs (source) values ('ghl')",
        "delete from sync_runs",
        "select sync_start('ghl')",
      ])
        await expect(as(role, write), write).rejects.toMatchObject({ code: "42501" });
    },
  );

  it("F58 · nobody reads who is not signed in; who is, reads what the project's own policy shows", async () => {
    await expect(as("anon", "select from sync_runs")).rejects.toMatchObject({ code: "42501" });
    expect(await as("authenticated", "select from sync_runs")).toHaveLength(2);
    expect(await as("authenticated", "select from sync_run_events")).toHaveLength(0);
  });

  it("the service role starts a run, and older code with it goes on with its own", async () => {
    expect(await as("service_role", "select sync_start('ghl') ->> 'outcome' as outcome")).toEqual([
      { outcome: "started" },
    ]);
    const ended =
      "update sync_runs set status = 'completed', completed_at = now() where source = 'stripe' returning status";
    expect(await as("service_role", ended)).toEqual([{ status: "completed" }]);
  });
});
