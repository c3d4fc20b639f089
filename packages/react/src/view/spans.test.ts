import { expect, it } from "vitest";
import { at, noon, over, run } from "./run.fixture.ts";
import { slownessOf, spanOf, usualOf } from "./spans.ts";

it("time passes while a run is active, and stands still when it is over", () => {
  expect(spanOf(run(), noon)).toBe(60_000);
  expect(spanOf(run(), noon + 5_000)).toBe(65_000);
  expect(spanOf(over("cancelled", 30), noon)).toBe(60_000);
  expect(spanOf(over("cancelled", 30), noon + 86_400_000)).toBe(60_000);
});

it("a clock that is behind gives no negative time", () => {
  expect(spanOf(run({ started_at: at(90) }), noon)).toBe(0);
});

it("slow is at least twice the median of five completed runs of the same source and range", () => {
  const usual = [50, 55, 60, 65, 70].map((seconds, n) =>
    over("completed", 0, { id: `u${n}`, started_at: at(-seconds) }),
  );
  const slow = run({ id: "slow", started_at: at(-150) });
  expect(slownessOf(slow, usual, noon)).toEqual({ times: 2.5, usualMs: 60_000 });
  expect(slownessOf(run({ id: "ok", started_at: at(-110) }), usual, noon)).toBeNull();
  expect(slownessOf(slow, usual.slice(1), noon)).toBeNull();
  expect(slownessOf({ ...slow, mode: "full" }, usual, noon)).toBeNull();
});

it("the usual is that of the last ten: what took long before them does not count", () => {
  const ago = (hours: number, seconds: number) =>
    run({
      id: `h${hours}`,
      status: "completed",
      started_at: at(-hours * 3_600),
      completed_at: at(-hours * 3_600 + seconds),
    });
  const old = Array.from({ length: 30 }, (_, n) => ago(100 + n, 900));
  const late = Array.from({ length: 10 }, (_, n) => ago(1 + n, 60));
  expect(usualOf(run({ id: "now" }), [...old, ...late], noon)).toBe(60_000);
});
