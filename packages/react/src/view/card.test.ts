import { expect, it } from "vitest";
import { actionOf, cardView } from "./card.ts";
import { rowView } from "./row.ts";
import { moment, noon, over, run } from "./run.fixture.ts";

const stripe = {
  name: "stripe",
  title: "Stripe",
  functionName: "fetch-stripe",
  streams: [],
  configured: true,
  missing: [],
  invalid: [],
  demo: false,
};

it("what can be done is what the machine allows", () => {
  expect(actionOf(run(), noon)).toBe("cancel");
  expect(actionOf(run({ status: "continuing", worker: null }), noon)).toBe("cancel");
  expect(actionOf(over("completed", 1), noon)).toBeNull();
  expect(actionOf(over("stale", 1), noon)).toBe("resume");
  expect(actionOf(over("failed", 1), noon)).toBe("retry");
  expect(actionOf(run({ status: "canceled" }), noon)).toBeNull();
});

it("a checkpoint that cannot be read is not offered to be resumed", () => {
  expect(actionOf(over("failed", 1, { error_code: "checkpoint_invalid" }), noon)).toBeNull();
  expect(cardView(stripe, [over("failed", 1, { error_code: "checkpoint_invalid" })], moment).action).toBe("sync");
});

it("a card of a cancelled run, or of none, offers a new sync", () => {
  expect(cardView(stripe, [over("cancelled", 1)], moment).action).toBe("sync");
  expect(cardView(stripe, [], moment)).toMatchObject({ run: null, action: "sync", phase: { kind: "never" } });
});

it("F17 · only the newest resumable run of a scope is offered to be resumed, and only once", () => {
  const older = over("failed", 100, { id: "older" });
  const newer = over("stale", 10, { id: "newer" });
  const all = [older, newer];
  expect(rowView(older, all, moment).action).toBeNull();
  expect(rowView(newer, all, moment).action).toBe("resume");
  expect(rowView(newer, [...all, run({ id: "next", resumed_from: "newer" })], moment).action).toBeNull();
  expect(rowView(older, [older, { ...newer, account: "other" }], moment).action).toBe("retry");
});
