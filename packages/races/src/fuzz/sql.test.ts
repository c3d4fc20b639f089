import { reasons } from "@sincro/machine";
import { syncRunEvent, syncRunRow } from "@sincro/machine/schema";
import { describePostgres } from "@sincro/store/testing";
import * as fc from "fast-check";
import type { DatabaseError } from "pg";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type Setting, setTheScene } from "../setting.ts";
import { type OddCall, oddCall, runs } from "./calls.ts";
import { fuzzRuns } from "./odd.ts";

let fuzzed = 0;
afterAll(() => console.log(`proof: ${fuzzed.toLocaleString("en")} fuzzed calls of the SQL functions`));

/** Everything that a call could have changed: runs, records, history. */
interface All {
  readonly runs: readonly unknown[];
  readonly records: readonly unknown[];
  readonly events: readonly { readonly applied: boolean }[];
}
const everything = `select jsonb_build_object(
  'runs', (select coalesce(jsonb_agg(to_jsonb(r) order by id), '[]') from sync_runs r),
  'records', (select coalesce(jsonb_agg(to_jsonb(r)), '[]') from sync_records r),
  'events', (select coalesce(jsonb_agg(to_jsonb(e) order by n), '[]') from sync_run_events e)) as it`;

const furnish = `
  select sync_start('stripe', p_request_id => '${runs.held}', p_worker => 'w1'),
    sync_start('paypal', p_request_id => '${runs.waiting}'), sync_start('ghl', p_request_id => '${runs.failed}', p_worker => 'w1');
  alter table sync_runs disable trigger all;
  update sync_runs set id = request_id, fence = 2, commit_seq = 1, checkpoint = '1' where worker is not null;
  update sync_runs set id = request_id;
  alter table sync_runs enable trigger all;
  select sync_send('${runs.failed}', '{"type":"FAIL","fence":2,"worker":"w1","error":{"code":"x","message":"y"}}');
  insert into sync_runs (id, source) values ('${runs.adopted}', 'old');`;

/** What every answer of a function has; the rows in it are looked at in the tables. */
const words: readonly unknown[] = [...reasons, null, undefined, "started", "attached", "conflict", "refused"];

describePostgres("any argument at all of any SQL function", (version) => {
  let scene: Setting;
  beforeAll(async () => {
    scene = await setTheScene(version, 1);
    await scene.admin.query(furnish);
  });
  afterAll(() => scene.end());

  async function hold({ sql, values }: OddCall): Promise<void> {
    const [session] = scene.sessions;
    if (session === undefined) throw new Error("no session");
    const look = async () => (await session.query<{ it: All }>(everything)).rows[0]?.it as All;
    fuzzed += 1;
    await session.query("begin");
    try {
      const before = await look();
      await session.query("savepoint before");
      let answer: Record<string, unknown> | null = null;
      try {
        answer =
          (await session.query<{ answer: Record<string, unknown> }>(`select ${sql} as answer`, [...values])).rows[0]
            ?.answer ?? null;
        expect(answer, "an answer").not.toBeNull();
      } catch (error) {
        expect((error as DatabaseError).code, String(error)).toMatch(/^(22|SY)/);
        await session.query("rollback to savepoint before");
      }
      const after = await look();
      for (const row of after.runs)
        expect(syncRunRow.safeParse(row).error?.issues, "a row that can be read").toBeUndefined();
      for (const row of after.events)
        expect(syncRunEvent.safeParse(row).error?.issues, "a history that can be read").toBeUndefined();
      if (answer !== null) {
        expect(words).toContain(answer.reason);
        expect(words).toContain(answer.outcome);
      }
      if (answer === null || answer.applied === false || answer.outcome === "refused" || answer.reason === "invalid") {
        expect(after.runs, "no run changed").toEqual(before.runs);
        expect(after.records, "no record written").toEqual(before.records);
        expect(after.events.slice(0, before.events.length), "history only grows").toEqual(before.events);
        expect(
          after.events.slice(before.events.length).every(({ applied }) => !applied),
          "by what fenced workers tried",
        ).toBe(true);
      }
    } finally {
      await session.query("rollback");
    }
  }

  it("is answered in a known word or refused as data, and what was not applied changed nothing", async () => {
    await fc.assert(fc.asyncProperty(oddCall, hold), { numRuns: fuzzRuns(600) });
  });
});
