import { Client } from "pg";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { claimed, endAs } from "../conformance/steps.ts";
import { schemaVersion } from "../migrations/index.ts";
import { describePostgres, type TestDatabase, testDatabase } from "../testing/index.ts";
import { emptyTables } from "../testing/stored.ts";
import { connectPostgres } from "./connect.ts";
import { connectUpkeep, type Upkeep } from "./upkeep.ts";

const hour = 3_600_000;
const taking = { limit: 5, leaseMs: 60_000, freshMs: 24 * hour };

describePostgres("upkeep", (version) => {
  let database: TestDatabase;
  let admin: Client;
  let store: ReturnType<typeof connectPostgres>;
  /** Two servers. */
  let one: Upkeep;
  let two: Upkeep;

  beforeAll(async () => {
    database = await testDatabase({ version });
    admin = new Client({ connectionString: database.adminUrl });
    await admin.connect();
    store = connectPostgres(database.url);
    [one, two] = [connectUpkeep(database.url), connectUpkeep(database.url)];
  });
  beforeEach(() => emptyTables(admin as never));
  afterAll(async () => {
    await Promise.all([store.close(), one.close(), two.close(), admin.end()]);
    await database.drop();
  });

  const failed = async (account = "default") => endAs(store, await claimed(store, { account }), "failed");
  /** So much time passes for what is in the tables. */
  const pass = (ms: number) =>
    admin.query(
      "update sync_alerts set at = at - $1 * interval '1 millisecond', due_at = due_at - $1 * interval '1 millisecond'",
      [ms],
    );
  const states = async () => {
    const { rows } = await admin.query(
      "select attempts::int, sent_at is not null as sent, given_up_at is not null as given_up from sync_alerts order by at",
    );
    return rows;
  };

  it("a failure is told by whichever writer ended the run: the worker, the sweep, older code", async () => {
    await failed("worker");
    const { runId } = await claimed(store, { account: "silent" });
    await admin.query("select set_config('sincro.clock_offset', '61000', false)");
    await admin.query("select sync_sweep(true)");
    await admin.query("select set_config('sincro.clock_offset', '0', false)");
    await admin.query(
      "insert into sync_runs (id, source, account, status) values (gen_random_uuid(), 'x', 'older', 'running')",
    );
    await admin.query("update sync_runs set status = 'failed', error_message = 'It broke.' where account = 'older'");
    const taken = await one.takeAlerts({ ...taking, leaseMs: 0 });
    await admin.query("update sync_alerts set due_at = sync_now()");
    const all = [...taken, ...(await one.takeAlerts(taking))].map(({ run }) => [run.account, run.status]);
    expect(all).toEqual(
      expect.arrayContaining([
        ["worker", "failed"],
        ["silent", "stale"],
        ["older", "failed"],
      ]),
    );
    expect((await store.get(runId))?.status).toBe("stale");
  });

  it("the row and the alert are one transaction: an ending that is taken back tells nobody", async () => {
    const held = await claimed(store);
    await admin.query("begin");
    const fail = {
      type: "FAIL",
      fence: held.fence,
      worker: held.worker,
      error: { code: "boom", message: "It broke." },
    };
    await admin.query("select sync_send($1, $2)", [held.runId, JSON.stringify(fail)]);
    expect(await states()).toHaveLength(1);
    await admin.query("rollback");
    expect(await states()).toEqual([]);
  });

  it("what completed or was cancelled is told to nobody", async () => {
    await endAs(store, await claimed(store, { account: "a" }), "completed");
    await endAs(store, await claimed(store, { account: "b" }), "cancelled");
    await store.start({ source: "stripe", account: "c", mode: "full" });
    expect(await states()).toEqual([]);
  });

  it("of several servers one gets each alert, until its lease is over", async () => {
    for (let n = 0; n < 8; n += 1) await failed(`account ${n}`);
    const taken = await Promise.all(
      Array.from({ length: 8 }, (_, n) => (n % 2 ? one : two).takeAlerts({ ...taking, limit: 3 })),
    );
    const ids = taken.flat().map(({ run }) => run.id);
    expect(ids).toHaveLength(8);
    expect(new Set(ids).size).toBe(8);
    expect(await one.takeAlerts(taking)).toEqual([]);
    await pass(taking.leaseMs + 1_000);
    expect((await two.takeAlerts(taking)).map(({ attempt }) => attempt)).toEqual([2, 2, 2, 2, 2]);
  });

  it("is done when it was sent; tried again when it was not; given up in the end, which shows", async () => {
    await failed();
    const [first] = await one.takeAlerts(taking);
    if (first === undefined) throw new Error("nothing was taken");
    await one.noteAlert(first, { error: "HTTP 500", retryMs: 1_000 });
    expect(await one.alertState(hour)).toEqual({ waiting: 1, givenUp: 0, lastError: "HTTP 500" });
    expect(await one.takeAlerts(taking)).toEqual([]);
    await pass(1_100);
    const [second] = await two.takeAlerts(taking);
    if (second === undefined) throw new Error("nothing was taken again");
    // Whoever took it before is too late to say anything.
    await one.noteAlert(first, {});
    expect(await states()).toMatchObject([{ attempts: 2, sent: false }]);
    await two.noteAlert(second, { error: "HTTP 410" });
    expect(await states()).toMatchObject([{ sent: false, given_up: true }]);
    expect(await one.alertState(hour)).toEqual({ waiting: 0, givenUp: 1, lastError: "HTTP 410" });
    await failed("next");
    const [third] = await one.takeAlerts(taking);
    if (third === undefined) throw new Error("the next was not taken");
    await one.noteAlert(third, {});
    expect(await states()).toMatchObject([{ given_up: true }, { sent: true }]);
    await pass(taking.leaseMs * 2);
    expect(await one.takeAlerts(taking)).toEqual([]);
  });

  it("what nobody ever tried to tell for a day is no news, and a webhook of today does not tell it", async () => {
    await failed();
    await pass(25 * hour);
    expect(await one.takeAlerts(taking)).toEqual([]);
    expect(await one.alertState(100 * hour)).toMatchObject({ waiting: 0, givenUp: 0 });
  });

  it("old runs go once a day, whoever asks; their alerts go with them", async () => {
    for (let n = 0; n < 3; n += 1) await failed();
    await admin.query("alter table sync_runs disable trigger user");
    await admin.query("update sync_runs set completed_at = completed_at - interval '10 days'");
    await admin.query("alter table sync_runs enable trigger user");
    await pass(240 * hour);
    expect(await one.wouldPrune(24 * hour)).toBe(2);
    expect((await store.list()).runs).toHaveLength(3);
    const asked = await Promise.all([one, two, one, two].map((it) => it.retain(24 * hour, 23 * hour)));
    expect(asked.sort()).toEqual([2, null, null, null]);
    expect((await store.list()).runs).toHaveLength(1);
    expect(await states()).toHaveLength(1);
    await admin.query("update sync_sweeper set pruned_at = pruned_at - interval '1 day'");
    expect(await one.retain(24 * hour, 23 * hour)).toBe(0);
  });

  it("a time to keep that is none is refused, and counts as no turn", async () => {
    await expect(one.retain(-1, 0)).rejects.toMatchObject({ code: "store_rejected" });
    expect(await one.retain(hour, 23 * hour)).toBe(0);
  });

  it("says which migration the database is at", async () => {
    expect(await one.migrated()).toBe(schemaVersion());
  });
});
