import { SourceError } from "@sincro/sources";
import { afterEach, describe, expect, it, vi } from "vitest";
import { databaseTime } from "./database-time.ts";
import { ManualClock } from "./testing/manual-clock.ts";
import { fetching, world } from "./testing/world.ts";
import { withRun } from "./with-run.ts";

const hour = 3_600_000;

describe("the database's time", () => {
  afterEach(() => {
    vi.useRealTimers();
  });

  it("goes on with the monotonic clock", async () => {
    const clock = new ManualClock();
    await clock.advance(5_000);
    const time = databaseTime("2026-11-24T10:00:00.000Z", clock.now(), clock);
    await clock.advance(1_500);
    expect(time.in(500)).toBe("2026-11-24T10:00:02.000Z");
    expect(time.until("2026-11-24T10:00:01.000Z")).toBe(-500);
    expect(time.until("2026-11-24T10:01:01.500Z")).toBe(60_000);
  });

  it.each([-hour, hour])("a wall clock that is wrong by %i ms changes nothing", async (wrongMs) => {
    const { clock, store, options, start, row, at } = world({ sliceMs: 100_000 });
    vi.useFakeTimers({ toFake: ["Date"], now: Date.parse(at(wrongMs)) });
    const skewed = { ...options, clock: { now: () => clock.now() + 7 * hour, after: clock.after.bind(clock) } };
    const run = await start();

    const first = await clock.until(withRun(store, run, fetching(clock, 90, 1_000), skewed));
    expect(first).toMatchObject({ kind: "yielded", reason: "budget", dueAt: at(80_000), dueInMs: 0 });
    const busy = new SourceError("rate_limited", "Wait.", { retryable: true, retryAfterMs: 30_000 });
    const second = await clock.until(withRun(store, run, () => Promise.reject(busy), skewed));
    expect(second).toMatchObject({ kind: "yielded", dueAt: at(110_000), dueInMs: 30_000 });
    await clock.advance(30_000);
    const third = await clock.until(withRun(store, run, fetching(clock, 90, 1_000), skewed));
    expect(third.kind).toBe("completed");
    expect(await row(run.id)).toMatchObject({ silences: 0, completed_at: at(120_000), slice: 3 });
  });
});
