import { describePostgrest } from "@sincro/store/testing";
import { describe, expect, it } from "vitest";
import { until } from "../../../edge/src/testing/until.ts";
import { cancelImport, importStatus, startImport } from "./page.ts";
import { type Stage, setUp, type Version } from "./testing/stage.ts";

/** Where a cancel meets a page. `letGo` lets the page go on. */
interface Moment {
  readonly come: Promise<unknown>;
  letGo(): Promise<unknown>;
}

/** The names of the request that writes a page. */
const writes = { before: "transactions", after: "rpc/commit_page" } as const;

const moments: Record<string, (stage: Stage, version: Version) => Promise<Moment>> = {
  "the provider is answering": async ({ stripe }) => {
    stripe.gate.close();
    return { come: stripe.gate.untilHeld(1), letGo: async () => stripe.gate.open() };
  },
  "the page is fetched, and its rows are on the way to the database": async ({ gateway }, version) => {
    const held = gateway.holdNext(writes[version]);
    return { come: held.come, letGo: async () => held.letGo() };
  },
};

/** Starts, cancels at this moment of the second page, and lets everything go on to its end. */
async function cancelled(version: Version, moment: keyof typeof moments) {
  const stage = await setUp(version);
  const { browser, ids, project } = stage;
  await stage.deno();
  const first = stage.gateway.holdNext(writes[version]);
  await startImport(browser);
  await first.come;
  const second = await moments[moment]?.(stage, version);
  first.letGo();
  await second?.come;
  await cancelImport(browser);
  const atTheAnswer = await ids("transactions");
  expect(await importStatus(browser)).toBe("cancelled");
  await second?.letGo();
  await until("the worker's end", async () => {
    const { rows } = await project.admin.query(
      version === "before"
        ? "select from import_status where status <> 'cancelled'"
        : "select from sync_runs where stopped_at is not null",
    );
    return rows.length > 0;
  });
  const inTheEnd = await ids("transactions");
  const status = await importStatus(browser);
  return { atTheAnswer: atTheAnswer.length, added: inTheEnd.length - atTheAnswer.length, status };
}

const everything = ({ stripe }: Stage) =>
  stripe
    .objects("charges")
    .map(({ id }) => id)
    .toSorted();

describePostgrest("a project's own function and tables, on Deno", () => {
  describe.each(Object.keys(moments))("a cancel while %s", (moment) => {
    it("F21 · before: hundreds of rows after the answer, and the run is completed in the end", async () => {
      const { added, status } = await cancelled("before", moment);
      expect(added).toBeGreaterThan(100);
      expect(status).toBe("completed");
    });

    it("F21 · after: not one row after the answer, and the run stays cancelled", async () => {
      const { atTheAnswer, added, status } = await cancelled("after", moment);
      expect(atTheAnswer).toBe(100);
      expect(added).toBe(0);
      expect(status).toBe("cancelled");
    });
  });

  it("F21 · a cancel while the page's statement is at work waits for it: its rows are there at the answer, then none", async () => {
    const stage = await setUp("after");
    const { browser, ids, project } = stage;
    await stage.deno();
    const waiting = (query: string) =>
      until(`${query}, which waits for a lock`, async () => {
        const { rows } = await project.admin.query(
          "select from pg_stat_activity where wait_event_type = 'Lock' and query ilike '%' || $1 || '%'",
          [query],
        );
        return rows.length > 0;
      });
    const lock = await project.admin.connect();
    try {
      await lock.query("begin; lock table public.transactions in exclusive mode");
      await startImport(browser);
      await waiting("commit_page");
      const answered = cancelImport(browser);
      await waiting("sync_cancel");
      await lock.query("rollback");
      await answered;
    } finally {
      lock.release();
    }
    const atTheAnswer = await ids("transactions");
    expect(atTheAnswer).toHaveLength(100);
    await until("the worker's word", async () => {
      const { rows } = await project.admin.query("select from sync_runs where stopped_at is not null");
      return rows.length > 0;
    });
    expect(await ids("transactions")).toEqual(atTheAnswer);
    expect(await importStatus(browser)).toBe("cancelled");
  });

  it("F14 · before: two browsers start at once, and there are two runs", async () => {
    const { deno, browser, gateway, project } = await setUp("before");
    await deno();
    const holds = [gateway.holdNext("import_status"), gateway.holdNext("import_status")]; // both look before either writes
    const starts = [startImport(browser), startImport(browser)];
    await Promise.all(holds.map(({ come }) => come));
    const inserts = [gateway.holdNext("import_status"), gateway.holdNext("import_status")];
    for (const hold of holds) hold.letGo();
    await Promise.all(inserts.map(({ come }) => come));
    for (const insert of inserts) insert.letGo();
    await Promise.all(starts);
    const { rows } = await project.admin.query("select from import_status");
    expect(rows).toHaveLength(2);
  });

  it("F14 · after: two browsers start at once, and there is one run, with every object once", async () => {
    const stage = await setUp("after");
    const { deno, browser, gateway, project, ids, stripe } = stage;
    await deno();
    const holds = [gateway.holdNext("rpc/sync_start"), gateway.holdNext("rpc/sync_start")];
    const starts = [startImport(browser), startImport(browser)];
    await Promise.all(holds.map(({ come }) => come));
    for (const hold of holds) hold.letGo();
    await Promise.all(starts);
    await until("the end", async () => (await importStatus(browser)) === "completed");
    const { rows } = await project.admin.query("select from sync_runs");
    expect(rows).toHaveLength(1);
    expect(await ids("transactions")).toEqual(everything(stage));
    const pages = stripe.log.entries.map(({ query }) => query.starting_after ?? "");
    expect(new Set(pages).size).toBe(pages.length);
  });

  it("F5 F46 · after: when a slice is over the function calls itself, and the run goes on to its end", async () => {
    const stage = await setUp("after", { sliceMs: 6_000 });
    const { deno, browser, project, ids, stripe } = stage;
    await deno();
    stripe.gate.close();
    await startImport(browser);
    await stripe.gate.untilHeld(1);
    await until("the end of the slice's budget", async () => {
      const { rows } = await project.admin.query(
        "select from sync_runs where clock_timestamp() > claimed_at + interval '4.9 s'",
      );
      return rows.length > 0;
    });
    stripe.gate.open();
    await until("the end", async () => (await importStatus(browser)) === "completed");
    const { rows } = await project.admin.query("select slice, silences from sync_runs");
    expect(rows).toEqual([{ slice: "2", silences: "0" }]);
    expect(await ids("transactions")).toEqual(everything(stage));
  });

  /** Starts, and kills Deno when the third page is on its way. */
  async function killed({ deno, browser, stripe, ids, project }: Stage) {
    const edge = await deno();
    stripe.gate.close();
    await startImport(browser);
    for (const page of [1, 2]) {
      await stripe.gate.untilHeld(1);
      stripe.gate.release();
      await until(`page ${page}`, async () => {
        const { rows } = await project.admin.query("select status, error from import_status");
        expect(rows).toEqual([{ status: "running", error: null }]);
        return (await ids("transactions")).length === 100 * page;
      });
    }
    await stripe.gate.untilHeld(1);
    await edge.kill9();
    stripe.gate.open();
    await deno();
    stripe.log.clear();
  }

  it("F1 · before: kill -9 in mid-page, and it says running for ever; a start is refused", async () => {
    const stage = await setUp("before");
    await killed(stage);
    await startImport(stage.browser);
    expect(await importStatus(stage.browser)).toBe("running");
    expect(stage.stripe.log.entries).toEqual([]);
    expect(await stage.ids("transactions")).toHaveLength(200);
  });

  it.each([
    ["the sweep", ({ cron }: Stage) => cron.functions.invoke("import-payments", { body: { sweep: true } })],
    ["the next press of the button", ({ browser }: Stage) => startImport(browser)],
  ])("F1 · after: kill -9 in mid-page, and %s goes on from the cursor: every object once", async (_, call) => {
    const stage = await setUp("after");
    const { browser, stripe, ids, project } = stage;
    await killed(stage);
    await until("the next worker", async () => {
      await call(stage);
      return stripe.log.entries.length > 0;
    });
    await until("the end", async () => (await importStatus(browser)) === "completed");
    const charges = stripe.objects("charges");
    expect(stripe.log.entries[0]?.query.starting_after).toBe(charges[199]?.id);
    expect(await ids("transactions")).toEqual(everything(stage));
    const known = new Set(charges.map(({ customer }) => customer).filter((id) => id !== null));
    expect(await ids("clients")).toEqual([...known].toSorted());
    const { rows } = await project.admin.query("select slice from sync_runs order by started_at");
    expect(rows[0]).toEqual({ slice: "2" });
  });
});
