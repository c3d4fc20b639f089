import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { at, run } from "../../view/run.fixture.ts";
import { createTold } from "./told.ts";

const graceMs = 1_000;

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function watched() {
  const onSilence = vi.fn();
  const told = createTold(graceMs, onSilence);
  told.open(at(0));
  return { told, onSilence };
}
const changed = (minutes: number, version: number) => [run({ id: "a", version, updated_at: at(minutes) })];

it("a step of one is whole, a greater one is a gap; what comes twice or late is neither, and no news", () => {
  const { told } = watched();
  expect([told.take("a", 7), told.take("a", 8), told.take("b", 1)]).toEqual([true, true, true]);
  expect([told.isNews("a", 8), told.take("a", 8), told.take("a", 5)]).toEqual([false, true, true]);
  expect([told.take("a", 10), told.take("a", 11)]).toEqual([false, true]);
});

it("what a reading finds and Realtime does not tell within the grace is silence", () => {
  const { told, onSilence } = watched();
  told.compare(changed(1, 3));
  vi.advanceTimersByTime(graceMs - 1);
  expect(onSilence).not.toHaveBeenCalled();
  vi.advanceTimersByTime(1);
  expect(onSilence).toHaveBeenCalledOnce();
});

it("what is told in time, or changed before the channel was open, is none; nor is anything once it is closed", () => {
  const { told, onSilence } = watched();
  told.compare(changed(-1, 9));
  told.compare(changed(1, 10));
  told.take("a", 10);
  told.compare(changed(2, 11));
  told.close();
  told.compare(changed(3, 12));
  vi.advanceTimersByTime(10 * graceMs);
  expect(onSilence).not.toHaveBeenCalled();
});
