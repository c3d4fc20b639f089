import { describePostgres, testDatabase } from "@sincro/store/testing";
import { Client } from "pg";
import { expect, it } from "vitest";
import { type Instrumented, instrument } from "./instrument.ts";
import { openStage } from "./stage.ts";

const sources = `
  select proname as name, lanname as language, prosrc as source from pg_proc p join pg_language l on l.oid = p.prolang
  where pronamespace = 'public'::regnamespace and proname like 'sync\\_%' order by proname`;

interface Source {
  readonly name: string;
  readonly language: string;
  readonly source: string;
}

async function onDatabase<T>(
  version: 15 | 18,
  use: (admin: Client, url: string, adminUrl: string) => Promise<T>,
): Promise<T> {
  const database = await testDatabase({ version });
  const admin = new Client({ connectionString: database.adminUrl });
  await admin.connect();
  try {
    return await use(admin, database.url, database.adminUrl);
  } finally {
    await admin.end();
    await database.drop();
  }
}

/** A run's life and what is refused in it, as calls. */
const life = [
  "sync_start('stripe')",
  "sync_start('stripe')",
  "sync_start('stripe', p_on_conflict => 'attach')",
  "sync_start('stripe', p_mode => 'nonsense')",
  `sync_send(first.id, '{"type": "CLAIM", "worker": "w1"}')`,
  `sync_send(first.id, '{"type": "CLAIM", "worker": "w2"}')`,
  `sync_commit(first.id, 2, 'w1', 1, '[{"object": "a", "id": "1", "data": {}}]', '{"page": 1}')`,
  `sync_commit(first.id, 2, 'w1', 1, '[{"object": "a", "id": "1", "data": {}}]', '{"page": 1}')`,
  `sync_commit(first.id, 2, 'w1', 3, '[]', '{"page": 3}')`,
  `sync_commit(first.id, 2, 'w1', 2, '[{"object": "a"}]', '{"page": 2}')`,
  `sync_send(first.id, '{"type": "BEAT", "fence": 2, "worker": "w1"}')`,
  `sync_send(first.id, '{"type": "YIELD", "fence": 2, "worker": "w1", "reason": "budget"}')`,
  `sync_send(first.id, '{"type": "NOTHING"}')`,
  "sync_sweep()",
  "sync_restart('stripe', p_worker => 'w3')",
  `sync_send(first.id, '{"type": "STOPPED", "fence": 3, "worker": "w1"}')`,
  `sync_cancel('{"source": "stripe"}', 'ana', 'enough')`,
  `sync_cancel('{"all": true}', 'ana')`,
  "sync_start('stripe', p_resume_from => first.id)",
  "sync_prune('0')",
  `sync_commit('00000000-0000-4000-8000-000000000000', 2, 'w1', 1, '[]', null)`,
];

/** What it answers, times and ids aside. */
async function answersTo(client: Client): Promise<readonly string[]> {
  const answers: string[] = [];
  for (const sql of life) {
    const { rows } = await client.query<{ answer: unknown }>(
      `select ${sql} as answer from (values (1)) as one left join (select id from sync_runs order by started_at limit 1) as first on true`,
    );
    answers.push(
      JSON.stringify(rows[0]?.answer)
        .replace(/\d{4}-\d\d-\d\dT[^"]*/g, "then")
        .replace(/[0-9a-f-]{36}/g, "id"),
    );
  }
  return answers;
}

describePostgres("an instrumented database", (version) => {
  it("has a pause before every statement of every PL/pgSQL function, and nothing else has changed", async () => {
    await onDatabase(version, async (admin) => {
      const before = (await admin.query<Source>(sources)).rows;
      const { functions, statements } = await instrument(admin);
      const after = (await admin.query<Source>(sources)).rows;
      expect(functions.map(({ name }) => name)).toEqual(
        before.filter(({ language }) => language === "plpgsql").map(({ name }) => name),
      );
      const pause =
        /assert coalesce\(pg_catalog\.current_setting\('race\.depth', true\), ''\) < '\d' or public\.race_pause\('[^']+'\); /g;
      for (const { name, pauses } of functions) {
        const { source } = after.find((it) => it.name === name) as Source;
        expect(source.match(pause)).toHaveLength(pauses);
      }
      const restored = after.map(({ source, ...rest }) => ({
        ...rest,
        source: source.replaceAll(pause, "").replaceAll("public.race_uuid", "gen_random_uuid"),
      }));
      expect(restored).toEqual(before);
      const sum = (of: "pauses" | "shared") => functions.reduce((total, it) => total + it[of], 0);
      expect(statements.size).toBe(sum("pauses"));
      console.log(
        `proof: ${functions.length} SQL functions instrumented, ${sum("pauses")} pauses, ${sum("shared")} before statements that others can see`,
      );
    });
  });

  it("knows which statements others can see: those that read or write a table, or take an advisory lock", async () => {
    await onDatabase(version, async (admin) => {
      const { functions, statements } = await instrument(admin);
      const shared = Object.fromEntries(functions.map((it) => [it.name, it.shared]));
      expect(shared).toMatchObject({
        sync_put: 1,
        sync_insert: 1,
        sync_note: 1,
        sync_write_records: 1,
        sync_commit: 2,
      });
      expect(shared).toMatchObject({ sync_step: 0, sync_event_problem: 0, sync_guard: 0 });
      expect([...statements.values()].some((text) => text.startsWith("perform pg_advisory_xact_lock"))).toBe(true);
    });
  });

  it("answers as the original does", async () => {
    const original = await onDatabase(version, (admin) => answersTo(admin));
    await onDatabase(version, async (admin) => {
      await instrument(admin, { clock: "logical" });
      expect(await answersTo(admin)).toEqual(original);
    });
  });

  it("stops a session that asked for it at each pause, and only there", async () => {
    await onDatabase(version, async (admin, url, adminUrl) => {
      const { statements }: Instrumented = await instrument(admin);
      const stage = await openStage({ url, adminUrl, actors: 1, instrumented: true });
      const [seat] = stage.seats as [(typeof stage.seats)[number]];
      const labels: string[] = [];
      const released: Promise<void>[] = [];
      seat.onPause((label) => {
        labels.push(label);
        released.push(seat.release());
      });
      const start = { say: "start", sql: "select sync_start('stripe')" };
      const cancel = { say: "cancel", sql: `select sync_cancel('{"all": true}', 'ana')` };
      expect(await seat.send(start)).toMatchObject({ ok: true });
      expect(labels).toEqual([]);
      await seat.prepare(1, {});
      expect(await seat.send(cancel)).toMatchObject({ ok: true });
      expect(labels.map((label) => label.split(":")[0])).toEqual([
        "sync_cancel",
        "sync_cancel",
        "sync_put",
        "sync_note",
      ]);
      expect(labels.every((label) => statements.has(label))).toBe(true);
      await seat.prepare(2, {});
      labels.length = 0;
      expect(await seat.send(cancel)).toMatchObject({ ok: true });
      expect(labels.length).toBeGreaterThan(2);
      await Promise.all(released); // the session may answer before the one that let it go has its own answer
      await stage.close();
    });
  });
});
