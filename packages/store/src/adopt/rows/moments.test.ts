import type { Json } from "@sincro/machine";
import { describe, expect, it } from "vitest";
import { readable, signOfLife } from "./moments.ts";
import type { OlderRow } from "./older-row.ts";

const now = Date.UTC(2026, 10, 27, 12);
const minute = 60_000;
const iso = (ms: number) => new Date(ms).toISOString();
const row = (checkpoint: Json, more: Partial<OlderRow> = {}) =>
  ({ started_at: iso(now - 90 * minute), updated_at: null, checkpoint, ...more }) as OlderRow;

describe("the sign of life of an older run", () => {
  it.for<[string, Json]>([
    ["lastActivity as ISO 8601", { lastActivity: iso(now - minute) }],
    ["lastUpdate with an offset", { lastUpdate: "2026-11-27T05:59:00-06:00" }],
    ["lastUpdated in seconds", { lastUpdated: (now - minute) / 1000 }],
    ["timestamp in milliseconds", { timestamp: now - minute }],
    ["timestamp as a text of digits", { timestamp: String(now - minute) }],
    ["the newest of several", { timestamp: now - 50 * minute, lastUpdate: now - minute, lastActivity: "yesterday" }],
    ["under the source's name", { stripe: { lastActivity: now - minute, cursor: "ch_1" } }],
  ])("is %s", ([, checkpoint]) => {
    expect(signOfLife(row(checkpoint), now)).toBe(now - minute);
  });

  it.for<[string, Json | undefined]>([
    ["nothing", undefined],
    ["a moment in the future", { timestamp: now + 2 * minute }],
    ["no moment", { timestamp: -5, lastUpdate: "soon", lastActivity: true, lastUpdated: 1e20 }],
    ["a list", [{ timestamp: now }]],
    ["another key", { updated: iso(now) }],
  ])("is its start where the checkpoint has %s", ([, checkpoint]) => {
    expect(signOfLife(row(checkpoint as Json), now)).toBe(now - 90 * minute);
  });

  it("is the row's own change where that is newer, and never later than now", () => {
    expect(signOfLife(row({ timestamp: now - 9 * minute }, { updated_at: iso(now - minute) }), now)).toBe(now - minute);
    expect(signOfLife(row({ timestamp: now + minute }), now)).toBe(now);
  });

  it("is none where there is none", () => {
    expect(signOfLife(row(null, { started_at: "infinity" }), now)).toBe(null);
  });
});

it.for([
  ["2026-01-02T03:04:05.123456+00:00", Date.UTC(2026, 0, 2, 3, 4, 5, 123)],
  ["0001-01-01T00:00:00+00:00", -62_135_596_800_000],
  ["infinity", null],
  ["-infinity", null],
  ["0044-03-15T00:00:00+00:00 BC", null],
  ["0000-01-01T00:00:00+00:00", null],
  ["9999-12-31T23:59:59.9999+00:00", null],
  ["294270-01-01T00:00:00+00:00", null],
  [null, null],
] as const)("%s can be read by everybody: %s", ([time, ms]) => {
  expect(readable(time)).toBe(ms);
});
