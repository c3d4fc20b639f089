import { Client, Pool } from "pg";
import { afterEach, expect, it } from "vitest";
import { checkInvariants } from "../invariants/index.ts";
import { migrate, migrations } from "../migrations/index.ts";
import { postgresStore } from "../postgres/index.ts";
import { describePostgres, testDatabase } from "../testing/index.ts";
import { adopt, planAdoption } from "./adopt.ts";
import { adoptedBy, type OlderDatabase, olderDatabase, olderTable } from "./older.test-kit.ts";

const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString();

describePostgres("adopt", (version) => {
  let older: OlderDatabase;
  const begin = async (table = olderTable) => {
    older = await olderDatabase(version, table);
  };
  afterEach(() => older.end());

  it("F59 · leaves the schema that a new installation has, and what else there was", async () => {
    await begin();
    await adopt(older.client);
    const fresh = await testDatabase({ version });
    const client = new Client({ connectionString: fresh.url });
    await client.connect();
    const facts = {
      columns: `select column_name as name, data_type, is_nullable, column_default from information_schema.columns
        where table_schema = 'public' and table_name = 'sync_runs' order by 1`,
      indexes: "select indexname as name, indexdef from pg_indexes where schemaname = 'public' order by 1",
      constraints: `select conname as name, conrelid::regclass::text as relation, pg_get_constraintdef(oid) as definition
        from pg_constraint where connamespace = 'public'::regnamespace and contype <> 'n' order by 1, 2`,
      functions:
        "select oid::regprocedure::text as name, md5(prosrc) as source from pg_proc where pronamespace = 'public'::regnamespace order by 1",
      triggers:
        "select tgrelid::regclass::text as name, pg_get_triggerdef(oid) as definition from pg_trigger where not tgisinternal order by 1, 2",
      relations:
        "select relname as name, relkind::text, relrowsecurity, reloptions from pg_class where relnamespace = 'public'::regnamespace order by 1",
      comments: `select coalesce(a.attname, '') as name, d.description from pg_description d
        left join pg_attribute a on a.attrelid = d.objoid and a.attnum = d.objsubid and d.objsubid > 0
        where d.objoid = 'sync_runs'::regclass order by 1`,
      migrations: "select name, sha256 from sync_migrations order by 1",
    };
    for (const [fact, sql] of Object.entries(facts)) {
      const [here, there] = [await older.client.query(sql), await client.query(sql)];
      expect([fact, here.rows.filter(({ name }) => name !== "total_conflicts")]).toEqual([fact, there.rows]);
    }
    await client.end();
    await fresh.drop();
    expect(await migrate(older.client)).toEqual({ applied: [], version: migrations().at(-1)?.version });
  });

  it.for([
    ["completed", "completed", undefined],
    ["completed_with_errors", "completed", "with_errors"],
    ["completed_with_timeout", "failed", "timed_out"],
    ["failed", "failed", undefined],
    ["error", "failed", "renamed"],
    ["paused", "failed", "paused"],
    ["partial", "failed", "partial"],
    ["cancelled", "cancelled", undefined],
    ["canceled", "cancelled", "renamed"],
    [" Completed ", "completed", "renamed"],
    ["weird", "failed", "unknown_status"],
    [null, "failed", "unknown_status"],
    ["running", "stale", "silent"],
    ["continuing", "stale", "silent"],
    ["completing", "stale", "silent"],
  ] as const)("F23 F39 · a run that was %j becomes %s, and says so (%s)", async ([status, becomes, note]) => {
    await begin();
    const started_at = "2026-03-01T10:00:00.123456+00:00";
    const completed_at = status?.includes("ing") ? null : "2026-03-01T10:07:00.654321+00:00";
    const id = await older.older({
      source: "stripe",
      status,
      started_at,
      completed_at,
      total_fetched: 7,
      total_conflicts: 3,
      metadata: { a: 1 },
    });
    expect(await adopt(older.client)).toMatchObject({ kind: "older" });
    const now = await older.row(id);
    expect(now).toMatchObject({
      status: becomes,
      started_at,
      total_fetched: 7,
      total_conflicts: 3,
      fence: 0,
      account: "default",
    });
    expect(now.metadata).toMatchObject({
      a: 1,
      legacy: { ...(note && { note }), ...(status !== becomes && { status }) },
    });
    expect(now.completed_at === completed_at).toBe(completed_at !== null);
    expect(now.completed_at).not.toBe(null);
    const history = await older.client.query(
      "select event, from_status, to_status, actor, detail from sync_run_events",
    );
    expect(history.rows).toEqual(
      status === becomes
        ? []
        : [
            {
              event: "START",
              from_status: null,
              to_status: becomes,
              actor: "sincro adopt",
              detail: expect.objectContaining({ note }),
            },
          ],
    );
  });

  it("F14 · of several runs at work the one heard of last stays; the others are closed, and say why", async () => {
    await begin();
    const at = (minutes: number) => ({ checkpoint: { lastActivity: minutesAgo(minutes), page: 1 } });
    const started_at = minutesAgo(300);
    const double = await older.older({ source: "stripe", status: "running", started_at, ...at(4) });
    const stays = await older.older({
      source: "stripe",
      status: "completing",
      started_at,
      checkpoint: { timestamp: Date.now() - 120_000 },
    });
    const silent = await older.older({ source: "stripe", status: "continuing", started_at, ...at(11) });
    const other = await older.older({ source: "paypal", status: "running", started_at: minutesAgo(3) });
    const future = await older.older({ source: "ghl", status: "running", started_at: "2099-01-01" });
    const sayings = await adoptedBy(older.client);
    expect(sayings).toEqual(
      expect.arrayContaining([
        { kind: "stays", source: "stripe", id: stays },
        { kind: "stays", source: "paypal", id: other },
        { kind: "closed", why: "silent", count: 2 },
        { kind: "closed", why: "double", count: 1 },
      ]),
    );
    expect(await older.row(stays)).toMatchObject({
      status: "running",
      completed_at: null,
      metadata: { legacy: { status: "completing" } },
    });
    expect(await older.row(other)).toMatchObject({ status: "running" });
    expect(await older.row(double)).toMatchObject({
      status: "cancelled",
      ended_by: "sincro adopt",
      error_message: expect.stringContaining("Another run"),
    });
    // Where it was nobody can read here: it is failed, and a resume says so.
    expect(await older.row(silent)).toMatchObject({ status: "failed", error_code: "checkpoint_invalid" });
    expect(await older.row(future)).toMatchObject({
      status: "stale",
      error_message: expect.stringContaining("ten minutes"),
    });
    const deadline = Date.parse((await older.row(stays)).deadline_at as string);
    expect(Math.abs(deadline - Date.now() - 8 * 60_000)).toBeLessThan(60_000);
  });

  it("changes nothing the second time, and says so", async () => {
    await begin();
    await older.older({ source: "stripe", status: "paused" });
    await older.older({ source: "stripe", status: "running" });
    await adopt(older.client);
    const before = await older.everything();
    expect(await adopt(older.client)).toEqual({ kind: "ours" });
    expect(await planAdoption(older.client)).toEqual({ kind: "ours" });
    expect(await older.everything()).toBe(before);
  });

  it("a plan says what an adoption then does, and changes nothing", async () => {
    await begin();
    await older.older({ source: "stripe", status: "paused" });
    await older.older({ source: null, status: null, total_fetched: -5 });
    const before = await older.everything();
    const plan = await planAdoption(older.client);
    expect(await older.everything()).toBe(before);
    expect(await adopt(older.client)).toEqual(plan);
    expect(plan).toMatchObject({
      kind: "older",
      plan: { sql: expect.arrayContaining([expect.stringContaining("update public.sync_runs")]) },
    });
  });

  it("two that come at once: one adopts, the other finds it done", async () => {
    await begin();
    await older.older({ source: "stripe", status: "paused" });
    const kinds = (await Promise.all([adopt(older.url), adopt(older.url)])).map(({ kind }) => kind);
    expect(kinds.sort()).toEqual(["older", "ours"]);
  });

  it("values that no reader knows become such that all do, and are kept as they were", async () => {
    await begin(olderTable.replaceAll(" integer", " bigint"));
    const id = await older.older({
      source: "",
      status: "failed",
      started_at: "infinity",
      completed_at: "0044-03-15 00:00:00+00 BC",
      total_fetched: "-3",
      total_inserted: "9223372036854775807",
      metadata: JSON.stringify(["not", "an", "object"]),
    });
    await adopt(older.client);
    expect(await older.row(id)).toMatchObject({
      source: "unknown",
      total_fetched: 0,
      total_inserted: Number.MAX_SAFE_INTEGER,
      total_updated: 0,
      dry_run: false,
      metadata: {
        legacy: {
          source: "",
          started_at: "infinity",
          total_fetched: -3,
          total_updated: null,
          metadata: ["not", "an", "object"],
        },
      },
    });
    expect(await older.value("select metadata -> 'legacy' ->> 'total_inserted' from sync_runs")).toBe(
      "9223372036854775807",
    );
    expect(await older.value("select metadata -> 'legacy' ->> 'completed_at' from sync_runs")).toContain("BC");
  });

  it("metadata that has a legacy of its own keeps it one level below", async () => {
    await begin();
    const id = await older.older({
      source: "stripe",
      status: "completed",
      completed_at: minutesAgo(1),
      metadata: { legacy: 1, b: 2 },
    });
    await adopt(older.client);
    expect((await older.row(id)).metadata).toMatchObject({ legacy: { metadata: { legacy: 1, b: 2 } } });
  });

  it("a run of Sincro's own lives in the same table, from its start to its end", async () => {
    await begin();
    await older.older({ source: "stripe", status: "paused", checkpoint: { page: 2 } });
    await older.older({ source: "paypal", status: "running" });
    await adopt(older.client);
    const pool = new Pool({ connectionString: older.url });
    const store = postgresStore(pool);
    const got = await store.start({ source: "stripe", mode: "full" });
    if (got.outcome !== "started") throw new Error(got.outcome);
    const claimed = await store.send(got.run.id, { type: "CLAIM", worker: "w1" });
    const hold = { fence: claimed.run?.fence as number, worker: "w1" };
    const records = [{ object: "customer", id: "cus_1", data: { name: "Ana" } }];
    expect(await store.commit({ runId: got.run.id, ...hold, seq: 1, records, checkpoint: 1 })).toMatchObject({
      applied: true,
      inserted: 1,
    });
    expect(await store.send(got.run.id, { type: "COMPLETE", ...hold, seq: 1 })).toMatchObject({ applied: true });
    const { runs } = await store.list({});
    expect(runs.map(({ status }) => status).sort()).toEqual(["completed", "failed", "running"]);
    expect(await checkInvariants((sql, values) => older.client.query(sql, values))).toEqual([]);
    await pool.end();
  });

  it("a plan waits for nobody who writes", async () => {
    await begin();
    const writer = new Client({ connectionString: older.url });
    await writer.connect();
    await writer.query("begin; insert into sync_runs (source) values ('stripe')");
    expect(await planAdoption(older.client)).toMatchObject({ kind: "older" });
    await writer.query("commit");
    await writer.end();
  });

  it("is put off when others hold the table for too long, and says so", async () => {
    await begin();
    const other = new Client({ connectionString: older.url });
    await other.connect();
    await other.query("begin; lock table sync_runs in share mode");
    const impatient = {
      query: (sql: string, values?: unknown[]) =>
        older.client.query(sql.replace("lock_timeout = '30s'", "lock_timeout = '50ms'"), values),
    };
    await expect(adopt(impatient as never)).rejects.toMatchObject({ code: "adopt_failed", isBusy: true });
    await other.end();
    expect((await older.client.query("select from sync_runs")).rows).toEqual([]);
  });
});
