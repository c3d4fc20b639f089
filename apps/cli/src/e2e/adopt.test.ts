import { readFileSync } from "node:fs";
import { testDatabase } from "@sincro/store/testing";
import { Client } from "pg";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { ran, sincro, temporaryHome } from "./serve.fixture.ts";

const older = `
  create table public.sync_runs (id uuid default gen_random_uuid(), source text, status text default 'running',
    started_at timestamp default now(), completed_at timestamp, total_fetched integer, checkpoint jsonb, error_message text);
  insert into sync_runs (source, status, started_at, checkpoint) values
    ('stripe', 'paused', '2026-01-01', '{"starting_after": "ch_1"}'), ('stripe', 'canceled', '2026-01-02', null),
    ('manychat', 'error', '2026-01-03', '{"nextPage": 4}'), ('paypal', 'running', now(), null)`;

describe("sincro adopt", () => {
  let database: Awaited<ReturnType<typeof testDatabase>>;
  let client: Client;
  let home: Awaited<ReturnType<typeof temporaryHome>>;
  beforeEach(async () => {
    database = await testDatabase({ migrate: false });
    client = new Client({ connectionString: database.url });
    await client.connect();
    home = await temporaryHome();
  });
  afterEach(async () => {
    await client.end();
    await database.drop();
    await home.remove();
  });
  const adopt = (args: readonly string[], lang = "en_US.UTF-8") =>
    ran(sincro(home.dir, ["adopt", ...args], { DATABASE_URL: database.url, LANG: lang }));
  const statuses = async () =>
    (await client.query("select array_agg(status order by started_at) as all from sync_runs")).rows[0].all;
  const untouched = ["paused", "canceled", "error", "running"];

  it("--dry-run says in words and in SQL what would be done, in both languages, and changes nothing", async () => {
    await client.query(older);
    const english = await adopt(["--dry-run"]);
    expect(english).toMatchObject({ code: 0, stderr: "" });
    for (const words of [
      "Column started_at turns from timestamp without time zone into timestamptz.",
      "1 run: status “canceled” becomes “cancelled”.",
      "of paypal stays active",
      "1 run can be resumed",
      "1 run cannot be resumed",
      "read as UTC",
      "alter table public.sync_runs add primary key (id);",
      "update public.sync_runs r set",
      "-- migration 0001-tables; in the place of its create table:",
    ])
      expect(english.stdout).toContain(words);
    const spanish = await adopt(["--dry-run"], "es_MX.UTF-8");
    expect(spanish.stdout).toContain("1 ejecución: el estado «canceled» pasa a «cancelled».");
    expect(spanish.stdout.split("\n").length).toBe(english.stdout.split("\n").length);
    expect(await statuses()).toEqual(untouched);
  });

  it("without a terminal to ask on it refuses, and says how to go on", async () => {
    await client.query(older);
    expect(await adopt([])).toMatchObject({ code: 2, stderr: expect.stringContaining("sincro adopt --yes") });
    expect(await statuses()).toEqual(untouched);
  });

  it("--yes does it; the second time there is nothing to do; the promises hold", async () => {
    await client.query(older);
    expect(await adopt(["--yes"])).toMatchObject({
      code: 0,
      stdout: expect.stringContaining("Done: sync_runs is Sincro's."),
    });
    expect(await statuses()).toEqual(["failed", "cancelled", "failed", "running"]);
    expect(await adopt(["--yes"])).toMatchObject({ code: 0, stdout: expect.stringContaining("nothing to adopt") });
    const check = await ran(sincro(home.dir, ["doctor", "--check"], { DATABASE_URL: database.url }));
    expect(check).toMatchObject({ code: 0 });
  });

  it("the guide's SQL does what the guide says: it stops what runs, and shows the values of before", async () => {
    const guide = readFileSync(new URL("../../../../docs/guides/adopt.md", import.meta.url), "utf8");
    const [emergency, before, none] = [...guide.matchAll(/^```sql\n(.*?)^```/gms)].map(([, sql]) => sql as string);
    expect([typeof emergency, typeof before, none]).toEqual(["string", "string", undefined]);
    await client.query(older);
    await client.query("insert into sync_runs (source, status, started_at) values ('ghl', null, '2026-01-04')");
    await adopt(["--yes"]);
    const { rows } = await client.query(before as string);
    expect(new Set(rows.map((row) => row.status_before))).toEqual(
      new Set(["paused", "canceled", "error", "running", null]),
    );
    expect((await client.query(emergency as string)).rowCount).toBe(1);
    expect(await statuses()).toEqual(["failed", "cancelled", "failed", "failed", "cancelled"]);
  });

  it("migrate on an older table: exit code 1 that names adopt", async () => {
    await client.query(older);
    const migrated = await ran(sincro(home.dir, ["migrate"], { DATABASE_URL: database.url }));
    expect(migrated).toMatchObject({ code: 1, stderr: expect.stringContaining("sincro adopt --dry-run") });
    expect(await statuses()).toEqual(untouched);
  });

  it("no table: exit code 2 that names migrate; another table: exit code 1 that names what is missing", async () => {
    expect(await adopt(["--yes"])).toMatchObject({ code: 2, stderr: expect.stringContaining("sincro migrate") });
    await client.query("create table public.sync_runs (id uuid, started_at timestamptz)");
    expect(await adopt(["--yes"])).toMatchObject({ code: 1, stderr: expect.stringMatching(/lacks source, status\./) });
  });
});
