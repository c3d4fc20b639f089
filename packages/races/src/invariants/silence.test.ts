import { policy, type SyncRunRow } from "@sincro/machine";
import { describePostgres } from "@sincro/store/testing";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type Setting, setTheScene } from "../setting.ts";
import { minute, second, Watched } from "./watched.ts";

/** How a run comes to give no sign of life, each ending with the run's id. */
const ways: Readonly<Record<string, (w: Watched, admin: Setting["admin"]) => Promise<string>>> = {
  "F9 dies before its first sign of life": async (w) => (await w.start()).id,
  "F1 loses its worker": async (w) => {
    const { id } = await w.start();
    await w.claim(id, "w1");
    return id;
  },
  "F5 loses its hand-off": async (w) => {
    const { id } = await w.start();
    const hold = await w.claim(id, "w1");
    await w.commit(id, hold, 1);
    await w.send(id, { type: "YIELD", ...hold, reason: "budget" });
    return id;
  },
  "P1 waits for a limit, and nobody comes": async (w) => {
    const { id } = await w.start();
    const hold = await w.claim(id, "w1");
    const dueAt = new Date((await w.now()) + 3 * minute).toISOString();
    await w.send(id, { type: "YIELD", ...hold, reason: "rate_limited", dueAt });
    return id;
  },
  "was inserted by older code that died": async (w, admin) => {
    await admin.query("select set_config('sincro.clock_offset', '0', false)");
    const { rows } = await admin.query(
      "insert into sync_runs (source, status) values ($1, 'continuing') returning id",
      [w.source],
    );
    return rows[0].id;
  },
};

const grace = policy.pickupGraceMs + policy.sweepMs;
/** The database's clock also runs by itself: what a very busy machine takes between two moments. */
const busyMs = 20 * second;

describePostgres("a run without a sign of life, with only clock and sweeper acting,", (version) => {
  let scene: Setting;

  beforeAll(async () => {
    scene = await setTheScene(version, 1);
  });
  afterAll(async () => await scene.end());

  /** What becomes of a run; each moment of silence must be one of: held, waiting, called for, over. */
  async function watch(
    source: string,
    begin: (typeof ways)[string],
  ): Promise<{ run: SyncRunRow; queuedMs: number; staleMs: number }> {
    const w = await Watched.begin(scene.sessions[0] as Setting["admin"], source);
    const id = await begin(w, scene.admin);
    const { due_at } = await w.row(id);
    const silentFrom = Math.max(await w.now(), Date.parse(due_at ?? "1970-01-01"));
    let queuedMs = Number.POSITIVE_INFINITY;
    let staleMs = Number.POSITIVE_INFINITY;
    await w.pass(45 * minute, async ({ due }) => {
      const run = await w.row(id);
      const elapsed = (await w.now()) - silentFrom;
      if (due.some((called) => called.id === id)) queuedMs = Math.min(queuedMs, elapsed);
      if (run.status === "stale") staleMs = Math.min(staleMs, elapsed);
      const toldOf = run.status === "stale" || due.some((called) => called.id === id);
      if (elapsed > 10 * minute + policy.sweepMs + busyMs) expect(toldOf).toBe(true);
    });
    return { run: await w.row(id), queuedMs, staleMs };
  }

  const sources = ["stripe", "contacts of a project"];
  for (const [way, begin] of Object.entries(ways)) {
    it.for(sources)(`${way}: called for within 10 minutes, then stale · %s`, async (source) => {
      const { run, queuedMs, staleMs } = await watch(`${source} ${way}`, begin);
      expect(run).toMatchObject({ status: "stale", error_code: "no_worker", worker: null });
      expect(queuedMs).toBeLessThanOrEqual(10 * minute + policy.sweepMs + busyMs);
      // Ten minutes called for and nobody came; a lost worker's lease, or what older code is used to, comes before.
      expect(staleMs).toBeLessThanOrEqual(way.includes("older") ? 20 * minute + 2 * grace : 10 * minute + 2 * grace);
    });
  }

  it("F5 · the GHL run that was `continuing` for 40 minutes is called for again and again, and stale after 10", async () => {
    const { run, queuedMs, staleMs } = await watch("ghl", ways["F5 loses its hand-off"] as (typeof ways)[string]);
    expect(run).toMatchObject({
      source: "ghl",
      status: "stale",
      error_code: "no_worker",
      commit_seq: 1,
      checkpoint: { seq: 1 },
    });
    expect(queuedMs).toBeLessThanOrEqual(policy.sweepMs + busyMs);
    expect(staleMs).toBeGreaterThanOrEqual(10 * minute);
    expect(staleMs).toBeLessThanOrEqual(10 * minute + grace + busyMs);
  });
});
