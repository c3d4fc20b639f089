import { policy } from "@sincro/machine";
import { describePostgres } from "@sincro/store/testing";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type Setting, setTheScene } from "../setting.ts";
import { minute, second, Watched } from "./watched.ts";

describePostgres("a run with a sign of life", (version) => {
  let scene: Setting;
  const watched = () => Watched.begin(scene.sessions[0] as Setting["admin"]);

  beforeAll(async () => {
    scene = await setTheScene(version, 1);
  });
  afterAll(async () => await scene.end());

  it("F11 · commits for four hours and is never expired; by its age the old sweep would have let it go", async () => {
    const w = await watched();
    const { id } = await w.start();
    let seq = 0;
    let byAge = 0;
    for (let slice = 1; slice <= 60; slice += 1) {
      const hold = await w.claim(id, `w${slice}`);
      for (let pages = 0; pages < 6; pages += 1) {
        await w.pass(40 * second);
        expect((await w.commit(id, hold, ++seq)).applied).toBe(true);
      }
      await w.send(id, { type: "YIELD", ...hold, reason: "budget" });
      const { rows } = await scene.admin.query(
        "select from sync_runs where id = $1 and started_at < to_timestamp($2::float8 / 1000) - interval '10 minutes'",
        [id, await w.now()],
      );
      byAge += rows.length;
    }
    const last = await w.claim(id, "last");
    expect((await w.send(id, { type: "COMPLETE", ...last, seq })).applied).toBe(true);
    const run = await w.row(id);
    expect(run).toMatchObject({ status: "completed", silences: 0, total_inserted: 360, commit_seq: 360 });
    expect(Date.parse(run.completed_at as string) - Date.parse(run.started_at)).toBeGreaterThanOrEqual(240 * minute);
    expect(await w.events(id)).not.toContain("EXPIRE");
    expect(byAge).toBeGreaterThan(50);
  });

  it("P2 · a page that takes 70 s is not swept at 60 s: its worker beats from a timer", async () => {
    const w = await watched();
    const { id } = await w.start();
    const hold = await w.claim(id, "w1");
    for (let elapsed = 0; elapsed < 70; elapsed += 14) {
      await w.pass(14 * second);
      expect((await w.send(id, { type: "BEAT", ...hold })).applied).toBe(true);
    }
    expect((await w.commit(id, hold, 1)).applied).toBe(true);
    expect(await w.events(id)).toEqual(["START", "CLAIM", "COMMIT"]);
  });

  it("a hung worker whose timer beats loses the run at its slice's end, and cannot write any more", async () => {
    const w = await watched();
    const { id } = await w.start();
    const hold = await w.claim(id, "w1");
    const { claimed_at, slice_until } = await w.row(id);
    const sliceMs = policy.sliceMs * policy.sliceSlack;
    expect(Date.parse(slice_until as string) - Date.parse(claimed_at as string)).toBe(sliceMs);
    let beats = 0;
    let last = await w.row(id);
    while (last.status === "running") {
      await w.pass(policy.beatMs);
      if ((await w.send(id, { type: "BEAT", ...hold })).applied) beats += 1;
      last = await w.row(id);
    }
    expect(beats).toBeGreaterThanOrEqual(sliceMs / policy.beatMs - 2);
    expect(last).toMatchObject({ status: "continuing", silences: 1, worker: null });
    expect((await w.now()) - Date.parse(slice_until as string)).toBeLessThanOrEqual(policy.sweepMs);
    expect(await w.commit(id, hold, 1)).toMatchObject({ applied: false, reason: "fenced" });
    expect((await w.claim(id, "w2")).fence).toBe(hold.fence + 2);
  });

  it("P1 · a wait of twenty minutes for a 429 is never a silence, and costs no attempt", async () => {
    const w = await watched();
    const { id } = await w.start();
    const hold = await w.claim(id, "w1");
    const dueAt = new Date((await w.now()) + 20 * minute).toISOString();
    await w.send(id, { type: "YIELD", ...hold, reason: "rate_limited", dueAt });
    await w.pass(20 * minute - policy.sweepMs, async ({ due, expired }) => {
      expect([due, expired].flat().filter((run) => run.id === id)).toEqual([]);
    });
    expect(await w.row(id)).toMatchObject({
      status: "continuing",
      yield_reason: "rate_limited",
      silences: 0,
      attempts: 0,
    });
    let called = 0;
    await w.pass(2 * policy.sweepMs, async ({ due }) => {
      called += due.filter((run) => run.id === id).length;
    });
    expect(called).toBeGreaterThan(0);
    await w.claim(id, "w2");
    expect(await w.events(id)).toEqual(["START", "CLAIM", "YIELD", "CLAIM"]);
  });

  it("P1 · a wait of half an hour for a free worker is never a silence, and the run is called for all the while", async () => {
    const w = await watched();
    const busy = await w.start("busy");
    const { id } = await w.start("waits");
    let hold = await w.claim(busy.id, "b0");
    for (let slice = 1; slice <= 8; slice += 1) {
      await w.pass(4 * minute, async ({ due }) => {
        expect((await w.send(busy.id, { type: "BEAT", ...hold })).applied).toBe(true);
        expect(due.map((run) => run.id)).toContain(id);
      });
      await w.commit(busy.id, hold, slice);
      await w.send(busy.id, { type: "YIELD", ...hold, reason: "budget" });
      hold = await w.claim(busy.id, `b${slice}`);
    }
    expect(await w.row(id)).toMatchObject({ status: "continuing", silences: 0, attempts: 0, error_code: null });
    await w.claim(id, "w1");
  });
});
