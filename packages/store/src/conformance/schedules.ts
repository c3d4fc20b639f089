import { expect } from "vitest";
import type { RunStore } from "../port.ts";
import type { ScheduleRequest } from "../schedules.ts";
import { claim, gap, hour, minute, row, started, stripe } from "./steps.ts";
import type { PromiseTest } from "./under-test.ts";

const daily = { ...stripe, mode: "7d", cron: "0 3 * * *", time_zone: "Europe/Madrid", enabled: true } as const;

/** So many milliseconds from the store's clock. */
const inMs = async (store: RunStore, ms: number) => new Date(Date.parse((await store.status()).now) + ms).toISOString();

/** A schedule that is due in a minute, and when after that. */
async function scheduled(store: RunStore, more: Partial<ScheduleRequest> = {}) {
  const due = await inMs(store, minute);
  const set = await store.setSchedule({ ...daily, next_at: due, ...more });
  return { set, turn: { ...stripe, mode: set.mode, due, next_at: await inMs(store, 24 * hour) } };
}
const only = async (store: RunStore) => (await store.schedules()).schedules[0];
const runsOf = async (store: RunStore) => (await store.list()).runs;

/** Syncs that start by themselves. */
export function schedules(promise: PromiseTest): void {
  promise("a schedule is kept as it was written, and written again under the same key", async ({ store }) => {
    const { set } = await scheduled(store, { actor: "ana" });
    expect(set).toMatchObject({ ...daily, updated_by: "ana", last_at: null, last_outcome: null, last_run_id: null });
    expect(await only(store)).toEqual(set);
    const changed = await store.setSchedule({ ...daily, cron: "@hourly", enabled: false, next_at: null });
    expect(changed).toMatchObject({ cron: "@hourly", enabled: false, next_at: null });
    expect((await store.schedules()).schedules).toEqual([changed]);
    await store.setSchedule({ ...daily, mode: "full", next_at: null });
    expect(await store.removeSchedules({ ...stripe, mode: "7d" })).toBe(1);
    expect((await store.schedules()).schedules.map(({ mode }) => mode)).toEqual(["full"]);
    expect(await store.removeSchedules(stripe)).toBe(1);
    expect(await store.removeSchedules(stripe)).toBe(0);
  });

  promise("F14 · of many who find it due one starts it: one run, and the schedule has moved on", async (under) => {
    const { store, advance } = under;
    const { turn } = await scheduled(store);
    await advance(minute);
    const answers = await Promise.all(Array.from({ length: 8 }, () => store.runSchedule(turn)));
    expect(answers.map(({ outcome }) => outcome).sort()).toEqual(["started", ...Array(7).fill("taken")]);
    const runs = await runsOf(store);
    expect(runs).toHaveLength(1);
    expect(runs[0]).toMatchObject({ ...stripe, mode: "7d", status: "running", started_by: "schedule:0 3 * * *" });
    const [first] = await store.events(runs[0]?.id ?? "");
    expect(first).toMatchObject({ event: "START", actor_kind: "schedule" });
    const { last_at, ...moved } = (await only(store)) ?? {};
    expect(moved).toMatchObject({ next_at: turn.next_at, last_outcome: "started", last_run_id: runs[0]?.id });
    expect(Math.abs(gap(turn.due, last_at ?? null))).toBeLessThan(minute);
  });

  promise("it starts nothing before its time, nor when it is switched off or was changed", async (under) => {
    const { store, advance } = under;
    const { turn } = await scheduled(store);
    expect(await store.runSchedule(turn)).toEqual({ outcome: "taken", run: null });
    await advance(minute);
    await store.setSchedule({ ...daily, enabled: false, next_at: turn.due });
    expect(await store.runSchedule(turn)).toEqual({ outcome: "taken", run: null });
    await store.setSchedule({ ...daily, next_at: await inMs(store, -1) });
    expect(await store.runSchedule(turn)).toEqual({ outcome: "taken", run: null });
    await store.removeSchedules(stripe);
    expect(await store.runSchedule(turn)).toEqual({ outcome: "taken", run: null });
    expect(await runsOf(store)).toEqual([]);
  });

  promise("a run that is active is left alone, and the schedule says that it found it", async (under) => {
    const { store, advance } = under;
    const { turn } = await scheduled(store);
    const { id } = await started(store);
    await advance(minute / 2);
    await claim(store, id);
    await advance(minute / 2);
    const before = await row(store, id);
    expect(await store.runSchedule(turn)).toMatchObject({ outcome: "attached", run: { id } });
    expect(await row(store, id)).toEqual(before);
    expect(await runsOf(store)).toHaveLength(1);
    expect(await only(store)).toMatchObject({ last_outcome: "attached", last_run_id: id, next_at: turn.next_at });
  });

  promise("a reason not to start is noted, and the schedule moves on", async ({ store, advance }) => {
    const { turn } = await scheduled(store);
    await advance(minute);
    expect(await store.runSchedule({ ...turn, skip: "unconfigured" })).toEqual({ outcome: "unconfigured", run: null });
    expect(await only(store)).toMatchObject({ last_outcome: "unconfigured", last_run_id: null, next_at: turn.next_at });
    expect(await runsOf(store)).toEqual([]);
  });

  promise("a schedule that would not move on is refused: it would start without end", async ({ store, advance }) => {
    const { turn } = await scheduled(store);
    await advance(minute);
    await expect(store.runSchedule({ ...turn, next_at: turn.due })).rejects.toMatchObject({ code: "store_rejected" });
    await expect(store.setSchedule({ ...daily, cron: "", next_at: null })).rejects.toMatchObject({
      code: "store_rejected",
    });
    expect(await runsOf(store)).toEqual([]);
    expect(await store.runSchedule({ ...turn, next_at: null })).toMatchObject({ outcome: "started" });
    expect(await only(store)).toMatchObject({ next_at: null });
  });
}
