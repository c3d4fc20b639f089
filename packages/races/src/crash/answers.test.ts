import type { FaultRule } from "@sincro/fakes";
import type { SyncRunRow } from "@sincro/machine";
import { describePostgres } from "@sincro/store/testing";
import { createDispatcher, startRun } from "@sincro/worker";
import { afterAll, afterEach, beforeAll, expect, it } from "vitest";
import { heal } from "./heal.ts";
import { held, inReverse } from "./late-answers.ts";
import { streams } from "./protocol.ts";
import { type StripeProvider, stripe } from "./providers/index.ts";
import { slices } from "./slices.ts";
import { Stage } from "./stage.ts";
import { newSync, runOf, type Sync } from "./sync.ts";
import { problemsOf, recordsOf } from "./whole.ts";

describePostgres("answers of the provider", (version) => {
  let stage: Stage;
  let provider: StripeProvider;

  beforeAll(async () => {
    stage = await Stage.set({ version, provider: (now) => (provider = stripe(now)) });
  });

  afterEach(() => stage.fake.faults.clear());
  afterAll(async () => await stage.end());

  /** A worker in this process, and the sync that it begins. */
  async function worker(sync: Sync, how: Parameters<typeof slices>[1], mode: "full" | "7d" = "full") {
    const outcomes: string[] = [];
    const dispatcher = createDispatcher({
      run: slices(stage, how),
      onOutcome: ({ kind }) => outcomes.push(kind),
      onError: (error) => expect.unreachable(String(error)),
    });
    const got = await startRun(stage.store, { source: "stripe", ...sync, mode });
    if (got.outcome !== "started") throw new Error(got.outcome);
    dispatcher.dispatch(got.run);
    return { outcomes, done: () => dispatcher.idle() };
  }

  /** Waits until the run is like this. */
  async function runWith(sync: Sync, is: (run: SyncRunRow) => boolean): Promise<void> {
    for (let run = await runOf(stage, sync); run === null || !is(run); run = await runOf(stage, sync));
  }

  it.for<[string, FaultRule]>([
    ["dropped (none comes)", { kind: "hang", every: 2, times: 2 }],
    ["dropped (the connection closes)", { kind: "closed", every: 2, times: 3 }],
    ["cut off in the middle", { kind: "truncated", every: 2, times: 3 }],
    ["that of somebody on the way", { kind: "malformed", every: 2, times: 3 }],
    ["that of a provider in trouble", { kind: "status", status: 503, every: 2, times: 3 }],
    ["doubled (the page before comes again)", { kind: "repeated", path: "/v1/customers", every: 2, times: 1 }],
  ])("F4, F31, F47 · the provider's answer is %s: the run completes, in one slice", async ([, rule]) => {
    const sync = await newSync(stage);
    stage.fake.faults.set({ rules: [rule] });
    const { outcomes, done } = await worker(sync, { limits: { timeoutMs: 1_500 } });
    await done();
    expect(stage.fake.log.entries.filter(({ fault }) => fault !== null)).toHaveLength(rule.times as number);
    expect(outcomes).toEqual(["completed"]);
    expect(await problemsOf(stage, sync)).toEqual([]);
  });

  it.for([1, 2, 3, 4, 5])(
    "F7, F21 · the provider's answer %i is delayed until another has completed the run: it is not written",
    async (nth) => {
      const sync = await newSync(stage);
      const late = held(nth);
      const first = await worker(sync, { fetch: late.fetch });
      await late.here;
      await runWith(sync, ({ commit_seq }) => commit_seq === nth - 1);
      // What hangs in the air is older than what the provider has by now.
      const list = streams[Math.max(0, nth - 3)] as (typeof streams)[number];
      const page = provider.fake
        .objects(list)
        .slice(list === "customers" ? (nth - 1) * 100 : 0, list === "customers" ? nth * 100 : 100);
      provider.fake.update(list, page.at(-1)?.id as string, { metadata: { changed: `${version} ${nth}` } });
      await stage.letTimePass();
      const ended = await heal(stage, sync);
      late.release();
      await first.done();
      expect(first.outcomes).toEqual(["fenced"]);
      expect(await runOf(stage, sync)).toEqual(ended);
      expect(await problemsOf(stage, sync)).toEqual([]);
    },
  );

  it("the provider's answers are reordered: look-ups answered in reverse leave each object in its newest version", async () => {
    const sync = await newSync(stage);
    await heal(stage, sync);
    const week = Date.now() / 1_000 - 8 * 86_400;
    const old = provider.fake.objects("customers", { createdLt: week }).slice(0, 8);
    for (const [index, { id }] of old.entries())
      provider.fake.update("customers", id, { metadata: { again: `${index}` } });
    const reversed = inReverse(/\/v1\/customers\/./);
    const again = { account: sync.account, requestId: crypto.randomUUID() };
    const { outcomes, done } = await worker(again, { fetch: reversed.fetch }, "7d");
    await done();
    expect(outcomes).toEqual(["completed"]);
    expect(reversed.batches()).toBeGreaterThanOrEqual(2);
    expect(await recordsOf(stage, again)).toEqual([]);
    expect(provider.objects().filter(({ data }) => JSON.stringify(data).includes('"again"'))).toHaveLength(8);
  });
});
