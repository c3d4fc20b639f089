import { expect, it } from "vitest";
import { cancelled, history } from "./history.fixture.ts";
import { after, before, entryAt, isMoment, microsOf, until } from "./moments.ts";

const events = history(cancelled);
const [first, second] = events;
const last = events.at(-1);

it("two steps of the same millisecond are two moments: PostgreSQL tells microseconds", () => {
  expect(microsOf("2026-11-24T12:00:00.123456+00:00") - microsOf("2026-11-24T12:00:00.123Z")).toBe(456);
  expect(microsOf("2026-11-24T12:00:00.12345Z") - microsOf("2026-11-24T12:00:00.123Z")).toBe(450);
  expect(microsOf("2026-11-24T12:00:00Z")).toBe(Date.parse("2026-11-24T12:00:00Z") * 1000);
  const close = events.slice(0, 2).map((event, index) => ({ ...event, at: `2026-11-24T12:00:00.00000${index + 1}Z` }));
  expect(until(close, "2026-11-24T12:00:00.000001Z")).toHaveLength(1);
});

it("walks back from now to the first step, and forward to now", () => {
  const walked: (string | null)[] = [];
  let at = before(events, null);
  for (; at !== null && walked.length < 20; at = before(events, at)) walked.push(at);
  expect(walked).toEqual(
    events
      .slice(0, -1)
      .map((event) => event.at)
      .reverse(),
  );
  expect(after(events, first?.at ?? "")).toBe(second?.at);
  expect(after(events, events.at(-2)?.at ?? "")).toBeNull();
  expect(after(events, last?.at ?? "")).toBeNull();
});

it("a moment between two steps has both of them around it", () => {
  expect(before(events, "2026-11-24T12:00:00.500Z")).toBe(first?.at);
  expect(after(events, "2026-11-24T12:00:00.500Z")).toBe(second?.at);
});

it("there is nowhere to walk without a history, and an address may say anything", () => {
  expect(before([], null)).toBeNull();
  expect(isMoment("yesterday")).toBe(false);
  expect(isMoment(null)).toBe(false);
  expect(isMoment("2026-11-24T12:00:00.123456+00:00")).toBe(true);
});

it("a moment stands at the last step that had happened by then", () => {
  expect(entryAt(events, null)).toBeNull();
  expect(entryAt(events, "2020-01-01T00:00:00Z")).toBeNull();
  expect(entryAt(events, second?.at ?? "")).toBe(2);
  expect(entryAt(events, "2026-11-24T12:00:01.900Z")).toBe(2);
});
