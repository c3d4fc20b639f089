import { expect, it } from "vitest";
import { phaseOf } from "./phase.ts";
import { at, moment, noon, over, run } from "./run.fixture.ts";

const waiting = { status: "continuing", worker: null, deadline_at: at(120), due_at: at(60) };

it("a source that never ran", () => {
  expect(phaseOf(null, moment)).toEqual({ kind: "never" });
});

it("an active run is told by what keeps it", () => {
  expect(phaseOf(run(), moment).kind).toBe("running");
  expect(phaseOf(run({ worker: null, slice: 0 }), moment).kind).toBe("queued");
  expect(phaseOf(run({ ...waiting, yield_reason: "budget" }), moment)).toEqual({
    kind: "continuing",
    at: noon + 60_000,
  });
  expect(phaseOf(run({ ...waiting, yield_reason: "rate_limited" }), moment).kind).toBe("rateLimited");
  expect(phaseOf(run({ ...waiting, yield_reason: "dependency" }), moment).kind).toBe("waiting");
  expect(phaseOf(run({ ...waiting, yield_reason: "retry", attempts: 2 }), moment)).toMatchObject({
    kind: "retrying",
    attempt: 2,
    attempts: 5,
  });
});

it("nothing is promised for a moment that has passed", () => {
  const due = run({ ...waiting, due_at: at(-1), yield_reason: "retry" });
  expect(phaseOf(due, moment)).toEqual({ kind: "continuing", at: null });
});

it("F11 · only silence makes a run silent, however old it is", () => {
  expect(phaseOf(run({ started_at: at(-86_400) }), moment).kind).toBe("running");
  expect(phaseOf(run({ deadline_at: at(0) }), moment).kind).toBe("silent");
});

it("says what the sweep will do with a silent run, and when", () => {
  const silent = { deadline_at: at(-5), heartbeat_at: at(-65) };
  expect(phaseOf(run(silent), moment)).toEqual({
    kind: "silent",
    since: noon - 65_000,
    sweepAt: noon + 30_000,
    next: "resumes",
    attempt: 1,
    attempts: 3,
  });
  expect(phaseOf(run({ ...silent, silences: 2 }), moment)).toMatchObject({ next: "isLetGo", attempt: 3 });
  expect(phaseOf(run({ ...waiting, deadline_at: at(-5), due_at: at(-65) }), moment)).toMatchObject({
    next: "isCalledAgain",
    since: noon - 65_000,
  });
});

it("an ended run is never silent, whatever its deadline says", () => {
  for (const status of ["completed", "failed", "cancelled", "stale"]) {
    expect(phaseOf(over(status, 10, { deadline_at: at(-500) }), moment)).toEqual({ kind: status });
  }
});

it("F23, F39 · a status that the machine does not know is shown as such", () => {
  expect(phaseOf(run({ status: "canceled" }), moment)).toEqual({ kind: "unknown", status: "canceled" });
});
