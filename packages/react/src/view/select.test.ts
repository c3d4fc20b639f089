import { expect, it } from "vitest";
import { at, noon, over, run } from "./run.fixture.ts";
import { currentOf, filters, freshUntil, passes, stuckOf } from "./select.ts";

it("a card shows the active run, else the newest", () => {
  const old = over("completed", 500, { id: "a" });
  const newest = over("failed", 10, { id: "b" });
  const active = run({ id: "c", started_at: at(-9_000) });
  expect(currentOf([old, newest], "stripe")?.id).toBe("b");
  expect(currentOf([old, newest, active], "stripe")?.id).toBe("c");
  expect(currentOf([old], "paypal")).toBeNull();
});

it("F36 · up to date until the latest window that a real run completed", () => {
  const runs = [
    over("completed", 900, { window_end: at(-1000) }),
    over("completed", 500, { window_end: at(-600) }),
    over("completed", 100, { window_end: at(-160), dry_run: true }),
    over("failed", 50, { window_end: at(-110) }),
    over("completed", 10, { window_end: at(-70), source: "paypal" }),
  ];
  expect(freshUntil(runs, "stripe")).toBe(noon - 600_000);
  expect(freshUntil(runs, "ghl")).toBeNull();
});

it("stuck are the silent runs and those that fell silent since their last commit, never a healthy one", () => {
  const silent = run({ id: "a", deadline_at: at(-1) });
  const fellSilent = run({ id: "b", silences: 1 });
  expect(stuckOf([silent, fellSilent, run({ id: "c" }), over("stale", 5, { silences: 3 })], noon)).toEqual([
    silent,
    fellSilent,
  ]);
});

it("every known ending has exactly one filter beside all; an unknown status passes all alone", () => {
  for (const status of ["running", "continuing", "completed", "failed", "cancelled", "stale"]) {
    expect(filters.filter((filter) => passes(filter, run({ status })))).toHaveLength(2);
  }
  expect(filters.filter((filter) => passes(filter, run({ status: "canceled" })))).toEqual(["all"]);
});
