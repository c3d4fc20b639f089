import { expect, it, vi } from "vitest";
import { oneAtATime } from "./one-at-a-time.ts";

/** Work that ends when the test says so. */
function held(pauseMs = 0) {
  const ends: (() => void)[] = [];
  const signals: AbortSignal[] = [];
  const work = (signal: AbortSignal) => {
    signals.push(signal);
    return new Promise<void>((resolve) => ends.push(resolve));
  };
  return { ends, signals, asked: oneAtATime(work, pauseMs) };
}

it("news faster than the answer neither abort it nor queue up: one more round answers all of it", async () => {
  const { ends, signals, asked } = held();
  for (let n = 0; n < 50; n += 1) asked.ask();
  expect(signals).toHaveLength(1);
  expect(signals[0]?.aborted).toBe(false);
  ends[0]?.();
  await expect.poll(() => signals.length).toBe(2);
  ends[1]?.();
  asked.ask();
  await expect.poll(() => signals.length).toBe(3);
});

it("stopped, it gives up what is under way and begins nothing", async () => {
  const { ends, signals, asked } = held();
  asked.ask();
  asked.ask();
  asked.stop();
  expect(signals[0]?.aborted).toBe(true);
  ends[0]?.();
  await Promise.resolve();
  asked.ask();
  expect(signals).toHaveLength(1);
});

it("rests between two rounds", async () => {
  vi.useFakeTimers();
  const { ends, signals, asked } = held(1_000);
  asked.ask();
  asked.ask();
  ends[0]?.();
  await vi.advanceTimersByTimeAsync(999);
  expect(signals).toHaveLength(1);
  await vi.advanceTimersByTimeAsync(1);
  expect(signals).toHaveLength(2);
  vi.useRealTimers();
});
