import { policy, type SyncRunRow } from "@sincro/machine";
import { describePostgres } from "@sincro/store/testing";
import { afterAll, afterEach, beforeAll, expect, it } from "vitest";
import { heal } from "./heal.ts";
import { shareOf } from "./points.ts";
import { Stage } from "./stage.ts";
import { newSync, runOf, type Sync } from "./sync.ts";
import { problemsOf } from "./whole.ts";
import type { WorkerProcess } from "./worker-process.ts";

const hourMs = 3_600_000;
/** From the moment a worker computes a time to the moment the database writes it down, on a very busy machine. */
const onTheWayMs = 60_000;

describePostgres("clocks of workers", (version) => {
  let stage: Stage;

  beforeAll(async () => {
    stage = await Stage.set({ version });
  });

  afterEach(() => stage.fake.faults.clear());
  afterAll(async () => await stage.end());

  /** Lets a worker come as far as this step; the row as it is then, and the database's time around its last write. */
  async function until(worker: WorkerProcess, sync: Sync, step: string, begin = false) {
    const from = await now();
    worker.order(begin ? { kind: "sync", ...sync, stopAt: step } : { kind: "go", stopAt: step });
    expect(await worker.expect("at")).toEqual({ kind: "at", step });
    return { run: (await runOf(stage, sync)) as SyncRunRow, from, to: await now() };
  }

  const now = async () => Date.parse((await stage.store.status()).now);
  const at = (time: string | null) => Date.parse(time as string);

  it.for(shareOf([hourMs, -hourMs], version, 2))(
    "F1, F11 · a worker whose clock is wrong by %i ms writes the deadlines of the database's clock, and completes",
    async (errorMs) => {
      const worker = stage.hire(errorMs);
      await worker.expect("ready");
      const sync = await newSync(stage);
      for (const [index, step] of ["CLAIM 1: answered", "COMMIT 1: answered", "COMMIT 2: answered"].entries()) {
        const { run, from, to } = await until(worker, sync, step, index === 0);
        expect(at(run.heartbeat_at)).toBeGreaterThanOrEqual(from);
        expect(at(run.heartbeat_at)).toBeLessThanOrEqual(to);
        expect(at(run.deadline_at) - at(run.heartbeat_at)).toBe(policy.leaseMs);
      }
      const { run, from, to } = await until(worker, sync, "YIELD 1: answered");
      expect(run).toMatchObject({ status: "continuing", yield_reason: "budget" });
      expect(at(run.due_at)).toBeGreaterThanOrEqual(from);
      expect(at(run.due_at)).toBeLessThanOrEqual(to);
      expect(at(run.deadline_at) - at(run.due_at)).toBe(policy.pickupGraceMs);
      worker.order({ kind: "go" });
      expect((await worker.expect("done")).outcomes).toEqual(["yielded: budget", "completed"]);
      expect(await problemsOf(stage, sync)).toEqual([]);
      await worker.end();
    },
  );

  it.for(shareOf([hourMs, -hourMs], version, 2))(
    "P1 · a worker whose clock is wrong by %i ms waits as long as the provider asked, by the database's clock",
    async (errorMs) => {
      stage.fake.faults.set({ rules: [{ kind: "rate_limited", retryAfterS: 300, every: 2, times: 1 }] });
      const worker = stage.hire(errorMs);
      await worker.expect("ready");
      const sync = await newSync(stage);
      const { run } = await until(worker, sync, "YIELD 1: answered", true);
      expect(run).toMatchObject({ status: "continuing", yield_reason: "rate_limited", silences: 0 });
      expect(Math.abs(at(run.due_at) - at(run.updated_at) - 300_000)).toBeLessThan(onTheWayMs);
      await worker.end();
      await stage.letTimePass(300_000);
      await heal(stage, sync);
      expect(await problemsOf(stage, sync)).toEqual([]);
      expect(await runOf(stage, sync)).toMatchObject({ silences: 0 });
    },
  );
});
