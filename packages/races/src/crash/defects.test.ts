import { afterEach, describe, expect, it } from "vitest";
import { heal } from "./heal.ts";
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

  it("F5 · a sweep whose due runs nobody is called for: the run waits for ever, and that is seen", async () => {
    const sync = await killed("COMMIT 2: answered");
    expect(await heal(stage, sync, { dispatches: false })).toMatchObject({ status: "continuing" });
    const problems = await problemsOf(stage, sync);
    expect(problems).toContainEqual(expect.stringContaining('"status":"continuing"'));
  });
});
