import { columns } from "@sincro/machine";
import { Pool, type PoolClient } from "pg";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { migrate } from "../migrations/index.ts";
import { postgresStore } from "../postgres/index.ts";
import {
  type Cluster,
  databaseOn,
  describePostgres,
  startSupabaseCluster,
  type TestDatabase,
  testDatabase,
} from "../testing/index.ts";
import { realtimeStandIn } from "../testing/stand-ins.ts";
import { emptyTables } from "../testing/stored.ts";

describePostgres("live updates through Supabase Realtime", (version) => {
  let cluster: Cluster;
  let database: TestDatabase;
  let admin: Pool;
  let owner: Pool;

  beforeAll(async () => {
    cluster = await startSupabaseCluster({ version });
    database = await databaseOn(cluster, { migrate: false });
    admin = new Pool({ connectionString: database.adminUrl });
    owner = new Pool({ connectionString: database.url });
    await admin.query(realtimeStandIn);
    await migrate(database.url);
  });
  afterAll(async () => {
    await Promise.all([admin.end(), owner.end()]);
    await cluster.stop();
  });
  beforeEach(async () => {
    await emptyTables(admin);
    await admin.query("truncate realtime.messages");
  });

  const store = () => postgresStore(owner);
  const messages = async () =>
    (
      await admin.query(
        "select topic, event, private, extension, payload from realtime.messages order by inserted_at, id",
      )
    ).rows;
  /** In a transaction that is taken back. */
  async function within<T>(setting: string, use: (client: PoolClient) => Promise<T>): Promise<T> {
    const client = await admin.connect();
    try {
      await client.query("begin");
      await client.query(setting);
      return await use(client);
    } finally {
      await client.query("rollback");
      client.release();
    }
  }

  it("every change of a run is broadcast, in order, as the row that every answer has; what changes nothing is not", async () => {
    const started = await store().start({ source: "stripe", worker: "w1" });
    const id = "run" in started ? started.run.id : "";
    const proof = { fence: 2, worker: "w1" };
    await store().commit({ runId: id, ...proof, seq: 1, records: [], checkpoint: "a" });
    await store().commit({ runId: id, ...proof, seq: 1, records: [], checkpoint: "a" });
    await store().send(id, { type: "COMPLETE", fence: 1, worker: "w0", seq: 1 });
    await store().send(id, { type: "COMPLETE", ...proof, seq: 1 });
    await owner.query("update sync_runs set metadata = metadata");
    const told = await messages();
    expect(told.map(({ payload }) => payload.run.version)).toEqual([2, 3, 4]);
    expect(told.map(({ payload }) => payload.run.status)).toEqual(["running", "running", "completed"]);
    for (const { topic, event, private: closed, extension } of told) {
      expect([topic, event, closed, extension]).toEqual(["sincro:runs", "run", true, "broadcast"]);
    }
    const { now, run } = told.at(-1)?.payload ?? {};
    expect(Object.keys(run).sort()).toEqual(Object.keys(columns).sort());
    expect(Math.abs(Date.parse(now) - Date.now())).toBeLessThan(60_000);
    expect(run.checkpoint).toBe("a");
  });

  it("hand-written SQL is broadcast, and whoever takes a transaction back has told nothing", async () => {
    await store().start({ source: "stripe" });
    await owner.query("update sync_runs set status = 'cancelled', completed_at = now(), error_message = 'by hand'");
    await owner.query("begin; select sync_start('paypal'); rollback");
    expect((await messages()).map(({ payload }) => payload.run.status)).toEqual(["running", "cancelled"]);
  });

  it("a row of more than 16 kB is told by its id and version, and a project's own columns are nobody's", async () => {
    await admin.query("alter table sync_runs add column api_key text default 'a-secret-of-the-project'");
    const started = await store().start({ source: "stripe", worker: "w1" });
    const id = "run" in started ? started.run.id : "";
    const page = { runId: id, fence: 2, worker: "w1", seq: 1, records: [] };
    await store().commit({ ...page, checkpoint: "x".repeat(20_000) });
    await admin.query("alter table sync_runs drop column api_key");
    const payloads = (await messages()).map(({ payload }) => payload);
    expect(payloads.at(-1)).toEqual({ id, version: 3, now: expect.any(String) });
    expect(JSON.stringify(payloads)).not.toContain("a-secret-of-the-project");
  });

  const broken: readonly (readonly [string, string])[] = [
    [
      "raises",
      "create or replace function realtime.send(payload jsonb, event text, topic text, private boolean default true) returns void language plpgsql as $$ begin raise exception 'no'; end $$",
    ],
    ["is gone", "drop function realtime.send(jsonb, text, text, boolean)"],
    ["has no partition for today", "alter table realtime.messages add constraint full_up check (false) not valid"],
    [
      "may not be used any more",
      "revoke usage on schema realtime from sincro; revoke supabase_realtime_admin from sincro",
    ],
  ];
  it.for(broken)("P4 · a run goes on where realtime.send %s", async ([, change]) => {
    await within(change, async (client) => {
      await client.query("set local role sincro");
      const { rows } = await client.query("select sync_start('stripe', p_worker => 'w1') -> 'run' as run");
      const { rows: ended } = await client.query(
        `select sync_send($1, '{"type":"COMPLETE","fence":2,"worker":"w1","seq":0}') as answer`,
        [rows[0].run.id],
      );
      expect(ended[0].answer).toMatchObject({ applied: true, run: { status: "completed" } });
    });
    expect(await messages()).toEqual([]);
  });

  it("a run goes on while Realtime's maintenance holds its table", async () => {
    await within("lock table realtime.messages in access exclusive mode", async () => {
      const started = await store().start({ source: "stripe" });
      expect(started.outcome).toBe("started");
    });
    expect(await messages()).toEqual([]);
    await store().cancel({ all: true }, "ana");
    expect((await messages()).map(({ payload }) => payload.run.status)).toEqual(["cancelled"]);
  });

  /** What the server of Realtime asks: would this user be shown a message of the topic? */
  async function hears(role: string, claims: object, topic: string, extension = "broadcast"): Promise<boolean> {
    return within("select", async (client) => {
      await client.query("insert into realtime.messages (topic, extension) values ($1, $2)", [topic, extension]);
      await become(client, role, claims, topic);
      return (await client.query("select from realtime.messages")).rowCount === 1;
    });
  }
  async function become(client: PoolClient, role: string, claims: object, topic: string) {
    await client.query("select set_config('realtime.topic', $1, true)", [topic]);
    await client.query("select set_config('request.jwt.claims', $1, true)", [JSON.stringify(claims)]);
    await client.query(`set local role ${role}`);
  }
  const speaks = (role: string, claims: object, topic: string) =>
    within("select", async (client) => {
      await become(client, role, claims, topic);
      return client
        .query("insert into realtime.messages (topic, extension) values ($1, 'broadcast')", [topic])
        .then(() => true)
        .catch((error: { code: string }) => (error.code === "42501" ? false : Promise.reject(error)));
    });

  const operator = { app_metadata: { role: "operator" } };

  it("F58 · only operators hear the topic, and of it only broadcasts", async () => {
    expect(await hears("authenticated", operator, "sincro:runs")).toBe(true);
    expect(await hears("authenticated", operator, "sincro:runs", "presence")).toBe(false);
    expect(await hears("authenticated", operator, "another")).toBe(false);
    expect(await hears("authenticated", {}, "sincro:runs")).toBe(false);
    expect(await hears("authenticated", { app_metadata: { role: "customer" } }, "sincro:runs")).toBe(false);
    expect(await hears("anon", operator, "sincro:runs")).toBe(false);
  });

  it("F58 · a project's own policy for every topic opens ours to nobody, and takes nothing from theirs", async () => {
    await admin.query(`
      create policy all_hear on realtime.messages for select to anon, authenticated using (true);
      create policy all_speak on realtime.messages for insert to anon, authenticated with check (true)`);
    try {
      for (const role of ["anon", "authenticated"]) {
        expect(await hears(role, {}, "sincro:runs")).toBe(false);
        expect(await hears(role, {}, "chat")).toBe(true);
        expect(await speaks(role, operator, "sincro:runs")).toBe(false);
        expect(await speaks(role, operator, "chat")).toBe(true);
      }
      expect(await hears("authenticated", operator, "sincro:runs")).toBe(true);
    } finally {
      await admin.query("drop policy all_hear on realtime.messages; drop policy all_speak on realtime.messages");
    }
  });

  it("may be asked for again, and changes nothing then", async () => {
    const made = "select (select count(*) from pg_policies) as policies, (select count(*) from pg_trigger) as triggers";
    const before = (await admin.query(made)).rows;
    expect((await owner.query("select sync_live() as answer")).rows).toEqual([{ answer: { live: true } }]);
    expect((await admin.query(made)).rows).toEqual(before);
  });

  it("a role that may make no policies migrates all the same, and nothing is broadcast", async () => {
    const other = await databaseOn(cluster, { migrate: false });
    const rights = new Pool({ connectionString: other.adminUrl });
    await rights.query(realtimeStandIn.replace("create role supabase_realtime_admin nologin noinherit;", ""));
    await rights.query("revoke supabase_realtime_admin from sincro");
    try {
      await migrate(other.url);
      const { rows } = await rights.query("select tgname from pg_trigger where tgname = 'sync_broadcast'");
      expect(rows).toEqual([]);
      await rights.query("set role sincro; select sync_start('stripe'); reset role");
    } finally {
      await rights.query("grant supabase_realtime_admin to sincro");
      await rights.end();
      await other.drop();
    }
  });
});

describePostgres("a database without Supabase Realtime", (version) => {
  it("has no trigger, and says that it is not live", async () => {
    const database = await testDatabase({ version });
    const pool = new Pool({ connectionString: database.url });
    expect((await pool.query("select sync_live() as answer")).rows).toEqual([{ answer: { live: false } }]);
    const { rows } = await pool.query("select tgname from pg_trigger where tgname = 'sync_broadcast'");
    expect(rows).toEqual([]);
    await pool.end();
    await database.drop();
  });
});
