import { afterEach, describe, expect, it } from "vitest";
import { describePostgres } from "../testing/index.ts";
import { adopt, planAdoption } from "./adopt.ts";
import { adoptedBy, type OlderDatabase, olderDatabase, olderTable } from "./older.test-kit.ts";

describePostgres("adopt · the table", (version) => {
  let older: OlderDatabase;
  const begin = async (table = olderTable) => {
    older = await olderDatabase(version, table);
  };
  afterEach(() => older.end());

  const problems = async () => {
    const before = await older.everything();
    const refused = await adopt(older.client).catch((error: unknown) => error);
    await expect(planAdoption(older.client)).rejects.toMatchObject({ code: "adopt_refused" });
    expect(await older.everything()).toBe(before);
    return (refused as { problems: unknown }).problems;
  };

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
      const sayings = await adoptedBy(older.client);
      expect(await older.row(id)).toMatchObject({
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
          (null, 'stripe', 'completed', '2026-01-01', '2026-01-02'), (gen_random_uuid(), 'stripe', 'canceled', '2026-01-01', '2026-01-02'),
          (gen_random_uuid(), 'stripe', 'failed', '2026-01-01', '2026-01-02');
      `);
      const sayings = await adoptedBy(older.client);
      expect(sayings).toContainEqual({ kind: "newIds", count: 1 });
      expect(sayings).toContainEqual({ kind: "keeps", what: "triggers", names: ["touch"] });
      expect(await older.value("select array_agg(distinct updated_at::date::text) from sync_runs")).toEqual([
        "2026-01-02",
      ]);
      expect(
        await older.value(
          "select jsonb_object_agg(tgname, tgenabled) from pg_trigger where not tgisinternal and tgrelid = 'sync_runs'::regclass",
        ),
      ).toEqual({ touch: "O", asleep: "D", sync_alert: "O", sync_guard: "O" });
      // What failed long ago is nobody's news.
      expect(await older.value("select count(*)::int from sync_alerts")).toBe(0);
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

    it("rows that are hidden from their owner too", async () => {
      await begin();
      await older.run("alter table sync_runs enable row level security, force row level security");
      expect(await problems()).toEqual([{ kind: "hidden" }]);
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
});
