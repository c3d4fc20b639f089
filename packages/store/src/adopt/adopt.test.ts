import { Client, Pool } from "pg";
import { afterEach, describe, expect, it } from "vitest";
import { checkInvariants, invariants, liveness } from "../invariants/index.ts";
import { migrate, migrations } from "../migrations/index.ts";
import { postgresStore } from "../postgres/index.ts";
import { describePostgres, testDatabase } from "../testing/index.ts";
import { adopt, planAdoption } from "./adopt.ts";
import { type OlderDatabase, olderDatabase, olderTable } from "./older.test-kit.ts";

const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString();

describePostgres("adopt", (version) => {
  let older: OlderDatabase;
  const begin = async (table = olderTable) => {
    older = await olderDatabase(version, table);
  };
  afterEach(() => older.end());

  const row = (id: string) =>
    older.value<Record<string, unknown>>("select to_jsonb(r) from sync_runs r where id = $1", [id]);
  const rows = async () => (await older.client.query("select * from sync_runs order by id")).rows;
  const adopted = async () => {
    const adoption = await adopt(older.client);
    if (adoption.kind !== "older") throw new Error(adoption.kind);
    return adoption.plan.sayings;
  };
  const problems = async () => {
    const before = await older.everything();
    const refused = await adopt(older.client).catch((error: unknown) => error);
    await expect(planAdoption(older.client)).rejects.toMatchObject({ code: "adopt_refused" });
    expect(await older.everything()).toBe(before);
    return (refused as { problems: unknown }).problems;
  };

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
    const now = await row(id);
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
    const sayings = await adopted();
    expect(sayings).toEqual(
      expect.arrayContaining([
        { kind: "stays", source: "stripe", id: stays },
        { kind: "stays", source: "paypal", id: other },
        { kind: "closed", why: "silent", count: 2 },
        { kind: "closed", why: "double", count: 1 },
      ]),
    );
    expect(await row(stays)).toMatchObject({
      status: "running",
      completed_at: null,
      metadata: { legacy: { status: "completing" } },
    });
    expect(await row(other)).toMatchObject({ status: "running" });
    expect(await row(double)).toMatchObject({
      status: "cancelled",
      ended_by: "sincro adopt",
      error_message: expect.stringContaining("Another run"),
    });
    // Where it was nobody can read here: it is failed, and a resume says so.
    expect(await row(silent)).toMatchObject({ status: "failed", error_code: "checkpoint_invalid" });
    expect(await row(future)).toMatchObject({ status: "stale", error_message: expect.stringContaining("ten minutes") });
    const deadline = Date.parse((await row(stays)).deadline_at as string);
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
    expect(await row(id)).toMatchObject({
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
    expect((await row(id)).metadata).toMatchObject({ legacy: { metadata: { legacy: 1, b: 2 } } });
  });

  describe("a table of other types", () => {
    it("an enum, times without zone, ids as text: all become what ours are, foreign keys with them", async () => {
      await begin(`
        create type sync_status as enum ('running', 'paused', 'completed');
        create table public.sync_runs (
          id varchar(36) primary key, source varchar(50) not null, status sync_status not null default 'running',
          started_at timestamp not null default now(), completed_at timestamp, total_fetched smallint,
          total_inserted numeric(12, 2), checkpoint json, metadata json default '{}', timeout_at timestamp,
          team text not null, worker text, check (status <> 'paused' or completed_at is null)
        );
        create index on public.sync_runs (source) where status = 'running';
        create index by_source on public.sync_runs (source);
        create index by_source_again on public.sync_runs (source);
        create unique index one_running on public.sync_runs (source, status) where status = 'running';
        create index sync_runs_started on public.sync_runs (started_at);
        create table public.imports (run varchar(36) references public.sync_runs (id) on delete cascade, n int);
      `);
      const id = "0B0E5C3A-2222-4333-8444-555566667777".toLowerCase();
      await older.run(
        "insert into sync_runs (id, source, status, started_at, total_fetched, total_inserted, checkpoint, team, worker) values ($1, 'stripe', 'paused', '2026-03-01 10:00', 3, 4.00, '{\"page\": 2}', 'a', 'w')",
        [id.toUpperCase()],
      );
      await older.run("insert into imports values ($1, 1), (null, 2)", [id.toUpperCase()]);
      const sayings = await adopted();
      expect(await row(id)).toMatchObject({
        status: "failed",
        started_at: "2026-03-01T10:00:00+00:00",
        total_inserted: 4,
        team: "a",
        legacy_worker: "w",
        worker: null,
      });
      expect(new Set(sayings.map(({ kind }) => kind))).toEqual(
        new Set([
          "dropCheck",
          "dropIndex",
          "renameIndex",
          "references",
          "rename",
          "mayBeNull",
          "convert",
          "add",
          "rows",
          "status",
          "cursors",
          "values",
          "utc",
          "keeps",
          "migrations",
        ]),
      );
      expect(await older.value("select count(*)::int from imports join sync_runs on run = id")).toBe(1);
      await expect(older.run("insert into imports values (gen_random_uuid(), 3)")).rejects.toMatchObject({
        code: "23503",
      });
      const started = await older.value<{ run: { id: string } }>("select sync_start('stripe', 'a second account')");
      expect(started).toMatchObject({ outcome: "started" });
      expect(await older.value("select sync_start('stripe')")).toMatchObject({ outcome: "started" });
      await older.run("delete from sync_runs where id = $1", [id]);
      expect(await older.value("select count(*)::int from imports")).toBe(1);
    });

    it("a key of a number of its own stays, triggers sleep meanwhile, ids that are missing are given", async () => {
      await begin(`
        create table public.sync_runs (n bigint generated always as identity primary key, id uuid, source text, status text,
          started_at timestamptz, updated_at timestamptz not null default now(), error_message text not null default '');
        create function touched() returns trigger language plpgsql as 'begin new.updated_at := now(); return new; end';
        create trigger touch before update on public.sync_runs for each row execute function touched();
        create trigger asleep before update on public.sync_runs for each row execute function touched();
        alter table public.sync_runs disable trigger asleep;
        insert into sync_runs (id, source, status, started_at, updated_at) values
          (null, 'stripe', 'completed', '2026-01-01', '2026-01-02'), (gen_random_uuid(), 'stripe', 'canceled', '2026-01-01', '2026-01-02');
      `);
      const sayings = await adopted();
      expect(sayings).toContainEqual({ kind: "newIds", count: 1 });
      expect(sayings).toContainEqual({ kind: "keeps", what: "triggers", names: ["touch"] });
      expect(await older.value("select array_agg(distinct updated_at::date::text) from sync_runs")).toEqual([
        "2026-01-02",
      ]);
      expect(
        await older.value(
          "select jsonb_object_agg(tgname, tgenabled) from pg_trigger where not tgisinternal and tgrelid = 'sync_runs'::regclass",
        ),
      ).toEqual({ touch: "O", asleep: "D", sync_guard: "O" });
      await expect(
        older.run("insert into sync_runs (id, source, status) select id, 'x', 'completed' from sync_runs"),
      ).rejects.toMatchObject({ code: "23505" });
    });
  });

  describe("refuses, and changes nothing", () => {
    it("no table at all: there is nothing to adopt", async () => {
      await begin("");
      expect(await adopt(older.client)).toEqual({ kind: "absent" });
      expect(await planAdoption(older.client)).toEqual({ kind: "absent" });
    });

    it("a table of another shape, naming what is missing", async () => {
      await begin("create table public.sync_runs (id uuid, name text, status text)");
      expect(await problems()).toEqual([{ kind: "otherShape", missing: ["source", "started_at"] }]);
    });

    it.for([
      ["bigint", [{ kind: "idType", type: "bigint" }]],
      ["integer generated always as identity", [{ kind: "idType", type: "integer" }]],
    ] as const)("ids that are %s", async ([type, expected]) => {
      await begin(`create table public.sync_runs (id ${type}, source text, status text, started_at timestamptz)`);
      expect(await problems()).toEqual(expected);
    });

    it("ids that are no uuid, or that are there twice", async () => {
      await begin("create table public.sync_runs (id text, source text, status text, started_at timestamptz)");
      const insert = "insert into sync_runs (id) values ($1)";
      const id = "0b0e5c3a-2222-4333-8444-555566667777";
      await older.run(insert, [id]);
      await older.run(insert, [id.toUpperCase()]);
      expect(await problems()).toEqual([{ kind: "idTwice", examples: [id] }]);
      await older.run(insert, ["run-7"]);
      expect(await problems()).toEqual([{ kind: "idNotUuid", examples: ["run-7"] }]);
    });

    it("columns that nobody could read as ours, each named", async () => {
      await begin(
        "create table public.sync_runs (id uuid, source int, status text, started_at bigint, total_fetched numeric, checkpoint text)",
      );
      expect(await problems()).toEqual([
        { kind: "columnType", column: "source", type: "integer", wanted: ["text", "varchar", "enum"] },
        { kind: "columnType", column: "started_at", type: "bigint", wanted: ["timestamptz", "timestamp", "date"] },
        { kind: "columnType", column: "checkpoint", type: "text", wanted: ["jsonb", "json"] },
      ]);
    });

    it("numbers that are not whole", async () => {
      await begin(
        "create table public.sync_runs (id uuid, source text, status text, started_at timestamptz, total_fetched numeric)",
      );
      await older.run("insert into sync_runs (id, total_fetched) values (gen_random_uuid(), 1.5)");
      expect(await problems()).toEqual([{ kind: "numberNotWhole", column: "total_fetched" }]);
    });

    it("a view, a policy or a trigger that reads a column whose type must change", async () => {
      await begin(`
        create table public.sync_runs (id uuid, source text, status varchar(20), started_at timestamptz);
        create view report as select status from public.sync_runs;
        create policy own on public.sync_runs using (status = 'completed');
      `);
      expect(await problems()).toEqual([
        { kind: "hasReaders", column: "status", readers: ["policy own on table sync_runs", "view report"] },
      ]);
    });

    it("a view, a part of a table, a name that is taken", async () => {
      await begin("create view public.sync_runs as select 1 as id");
      expect(await problems()).toEqual([{ kind: "notATable", relation: "view" }]);
      await older.run("drop view public.sync_runs");
      await older.run(olderTable);
      await older.run("create table public.sync_records (n int)");
      expect(await problems()).toEqual([{ kind: "nameTaken", names: ["sync_records"] }]);
    });

    it("whatever fails on the way, down to the last migration", async () => {
      await begin();
      await older.older({ source: "stripe", status: "paused", total_fetched: 5 });
      await older.run("alter table sync_runs add constraint theirs check (error_message is null)");
      const before = await older.everything();
      await expect(adopt(older.client)).rejects.toMatchObject({
        code: "adopt_failed",
        cause: { code: "23514" },
        isBusy: false,
      });
      expect(await older.everything()).toBe(before);
      await older.run("alter table sync_runs drop constraint theirs");
      // A function of the same name that answers something else cannot be replaced.
      await older.run("create function sync_known_contacts() returns int language sql as 'select 1'");
      await older.run(
        "create function sync_setting(p_name text, p_default double precision) returns int language sql as 'select 1'",
      );
      const again = await older.everything();
      await expect(adopt(older.client)).rejects.toMatchObject({ code: "migration_failed", migration: "0001-tables" });
      expect(await older.everything()).toBe(again);
    });
  });

  describe("older code on an adopted table", () => {
    it("goes on with its own run, ends it, and begins another", async () => {
      await begin();
      const id = await older.older({ source: "stripe", status: "running" });
      await adopt(older.client);
      const update = (set: string) => older.run(`update sync_runs set ${set} where id = '${id}'`);
      await update("checkpoint = '{\"page\": 3}', total_fetched = 300");
      await update("status = 'continuing'");
      await expect(update("status = 'paused'")).rejects.toMatchObject({ code: "SY002" });
      await expect(older.run("insert into sync_runs (source) values ('stripe')")).rejects.toMatchObject({
        code: "23505",
        constraint: "sync_runs_active",
      });
      await update("status = 'running'");
      await older.run(
        "update sync_runs set status = 'cancelled', completed_at = now(), error_message = 'por hoy' where status in ('running', 'continuing')",
      );
      expect(await row(id)).toMatchObject({ status: "cancelled", error_message: "por hoy", total_fetched: 300 });
      await expect(update("status = 'running', completed_at = null")).rejects.toMatchObject({ code: "SY001" });
      const next = await older.value<string>("insert into sync_runs (source) values ('stripe') returning id");
      expect(await row(next)).toMatchObject({ status: "running", fence: 0, total_fetched: 0 });
      await older.run("update sync_runs set status = 'completed', completed_at = now() where id = $1", [next]);
      expect(
        await checkInvariants((sql, values) => older.client.query(sql, values), { of: [...invariants, ...liveness] }),
      ).toEqual([]);
    });

    it("F21 · whose run was closed as a double is refused", async () => {
      await begin();
      const double = await older.older({ source: "stripe", status: "running", started_at: minutesAgo(5) });
      await older.older({ source: "stripe", status: "running", started_at: minutesAgo(1) });
      await adopt(older.client);
      await expect(older.run(`update sync_runs set total_fetched = 9 where id = '${double}'`)).rejects.toMatchObject({
        code: "SY001",
      });
    });

    it("cannot touch a run that Sincro started", async () => {
      await begin();
      await adopt(older.client);
      const { run } = await older.value<{ run: { id: string } }>("select sync_start('stripe')");
      await expect(older.run(`update sync_runs set status = 'completed' where id = '${run.id}'`)).rejects.toMatchObject(
        { code: /^SY00[23]$/ },
      );
    });
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
    expect(await rows()).toEqual([]);
  });
});
