import type { ScheduleRequest } from "@sincro/store";
import { describe, expect, it } from "vitest";
import { createSweeper } from "../sweeper.ts";
import { faultyStore, firstTimes } from "../testing/faulty-store.ts";
import { world } from "../testing/world.ts";
import { startScheduled } from "./start-scheduled.ts";

const hour = 3_600_000;
const hourly = {
  source: "stripe",
  account: "default",
  mode: "7d",
  cron: "@hourly",
  time_zone: "UTC",
  enabled: true,
} as const;
const unexpected = (error: unknown) => expect.unreachable(String(error));

/** A store with a schedule that is due in an hour from the world's start (10:00). */
async function scheduled(more: Partial<ScheduleRequest> = {}) {
  const it = world();
  await it.store.setSchedule({ ...hourly, next_at: it.at(hour), ...more });
  const start = (refusal?: string, onError: (error: unknown) => unknown = unexpected) =>
    startScheduled({ store: it.store, refusal: () => refusal, onError });
  const schedule = async () => (await it.store.schedules()).schedules[0];
  const runs = async () => (await it.store.list()).runs;
  return { ...it, start, schedule, runs };
}

describe("startScheduled", () => {
  it("starts what is due, and when it is due next is after now", async () => {
    const { clock, at, start, schedule, runs } = await scheduled();
    await start();
    expect(await runs()).toEqual([]);
    await clock.advance(hour);
    await start();
    expect(await runs()).toMatchObject([{ source: "stripe", mode: "7d", started_by: "schedule:@hourly" }]);
    expect(await schedule()).toMatchObject({ next_at: at(2 * hour), last_outcome: "started" });
  });

  it("what was missed in a week without any server is made up for once", async () => {
    const { clock, at, start, schedule, runs } = await scheduled();
    await clock.advance(7 * 24 * hour + hour / 2);
    await start();
    await start();
    expect(await runs()).toHaveLength(1);
    expect(await schedule()).toMatchObject({ next_at: at(7 * 24 * hour + hour) });
  });

  it("a source without credentials is noted and not started; one that is not known here is left to others", async () => {
    const { clock, at, start, schedule, runs } = await scheduled();
    await clock.advance(hour);
    await start("unknown");
    expect(await schedule()).toMatchObject({ next_at: at(hour), last_outcome: null });
    await start("unconfigured");
    expect(await schedule()).toMatchObject({ next_at: at(2 * hour), last_outcome: "unconfigured" });
    expect(await runs()).toEqual([]);
  });

  it("a schedule that was written by hand gets its first time; one that cannot be read is told, and stops no other", async () => {
    const { store, at, start, schedule } = await scheduled({ next_at: null });
    await store.setSchedule({ ...hourly, source: "broken", cron: "whenever", next_at: null });
    const errors: unknown[] = [];
    await start(undefined, (error) => errors.push(error));
    expect((await schedule())?.source).toBe("broken");
    expect(errors).toMatchObject([{ code: "schedule_invalid", field: "cron" }]);
    expect((await store.schedules()).schedules[1]).toMatchObject({ source: "stripe", next_at: at(hour) });
  });

  it("the sweep that follows hands the new run to a worker, and goes on where schedules cannot be read", async () => {
    const { clock, store, options } = await scheduled();
    const errors: unknown[] = [];
    const due: string[] = [];
    const faulty = faultyStore(store, firstTimes("schedules", 1, "unreachable"));
    const sweeper = createSweeper({
      ...options,
      store: faulty,
      before: () => startScheduled({ store: faulty, refusal: () => undefined, onError: unexpected }),
      onDue: (runs) => due.push(...runs.map(({ source }) => source)),
      onError: (error) => errors.push(error),
    });
    await clock.advance(1);
    expect(errors).toMatchObject([{ code: "store_unreachable" }]);
    expect(sweeper.sweptAt).not.toBeNull();
    await clock.advance(hour);
    expect(due).toContain("stripe");
    await sweeper.stop();
  });
});
