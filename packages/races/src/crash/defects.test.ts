import { afterEach, describe, expect, it } from "vitest";
import { bannable } from "./bannable.ts";
import { heal } from "./heal.ts";
import { live } from "./lives.ts";
import { longMs } from "./points.ts";
import type { Defect } from "./protocol.ts";
import { ghl, type NewProvider, paypal } from "./providers/index.ts";
import { Stage, type StageOptions } from "./stage.ts";
import { newSync, type Sync } from "./sync.ts";
import { problemsOf } from "./whole.ts";

describe("the crash points can fail", () => {
  let stage: Stage;

  afterEach(async () => await stage.end());

  /** A sync by a worker with this defect, killed at the step and healed as in the other tests. */
  async function killed(dieAt: string, defect?: StageOptions["defect"]): Promise<Sync> {
    stage = await Stage.set({ version: 18, ...(defect && { defect }) });
    const sync = await newSync(stage);
    const worker = stage.hire();
    await worker.expect("ready");
    worker.order({ kind: "sync", ...sync, dieAt });
    await worker.word();
    await stage.untilForgotten(worker);
    await stage.letTimePass();
    return sync;
  }

  it("F33 · a cursor that is stored before its rows: killed between, the page is lost, and that is seen", async () => {
    const sync = await killed("RUNS 2: before", "cursor before rows");
    await heal(stage, sync);
    const problems = await problemsOf(stage, sync);
    expect(problems).toContainEqual(expect.stringContaining("100 objects are lost"));
  });

  it("F31 F32 · a worker that takes the page before the last for the end: its objects are missed", async () => {
    stage = await Stage.set({ version: 18, defect: "last page left out" });
    const sync = await newSync(stage);
    const worker = stage.hire();
    await worker.expect("ready");
    worker.order({ kind: "sync", ...sync });
    expect((await worker.expect("done")).outcomes.at(-1)).toBe("completed");
    expect(await problemsOf(stage, sync)).toContainEqual(expect.stringContaining("10 objects are lost"));
  });

  it.for<[string, NewProvider, Defect, string[]]>([
    [
      "a cursor that GoHighLevel's worker stores a page too far",
      ghl,
      "cursor a page too far",
      // Late enough for contacts: of lists that are read by offset, which step back, such a page is read again.
      ["COMMIT 6: answered", "COMMIT 5: answered", "COMMIT 4: answered", "COMMIT 5: answered"],
    ],
    [
      "half of a window that PayPal's worker had to divide, and forgot",
      paypal,
      "half a window forgotten",
      ["COMMIT 36: answered", ...Array(6).fill("COMMIT 2: answered")],
    ],
  ])(
    "F38 · %s: killed again and again, what was behind it is lost, and that is seen",
    { timeout: longMs },
    async (one) => {
      const [, provider, defect, deaths] = one;
      stage = await Stage.set({ version: 18, provider, defect });
      const sync = await newSync(stage);
      const { kills } = await live(
        stage,
        sync,
        deaths.map((dieAt) => ({ dieAt, rule: { kind: "status", status: 500, every: 9 } })),
      );
      expect(kills.length).toBeGreaterThanOrEqual(3);
      expect(await problemsOf(stage, sync, null)).toContainEqual(expect.stringContaining("objects are lost"));
    },
  );

  it("F48 · PayPal: a worker that does not wait for its turns: it is banned, and that is seen", async () => {
    stage = await Stage.set({ version: 18, provider: paypal, defect: "out of turn" });
    const sync = await newSync(stage);
    const worker = stage.hire();
    await worker.expect("ready");
    worker.order({ kind: "sync", ...sync });
    await worker.word();
    const seen = bannable(stage.provider, 2);
    expect(seen).toContainEqual(expect.stringContaining("requests to it in 3000 ms"));
    expect(seen).toContainEqual(expect.stringContaining("it banned"));
  });

  it("F5 · a sweep whose due runs nobody is called for: the run waits for ever, and that is seen", async () => {
    const sync = await killed("COMMIT 2: answered");
    expect(await heal(stage, sync, { dispatches: false })).toMatchObject({ status: "continuing" });
    const problems = await problemsOf(stage, sync);
    expect(problems).toContainEqual(expect.stringContaining('"status":"continuing"'));
  });
});
