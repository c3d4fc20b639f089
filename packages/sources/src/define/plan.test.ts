import fc from "fast-check";
import { describe, expect, it } from "vitest";
import * as z from "zod";
import { planOf } from "./plan.ts";
import type { Stream, Windows } from "./stream.ts";
import { sliceOf } from "./toy.fixture.ts";

const dayMs = 86_400_000;
const noon = Date.UTC(2026, 10, 24, 12);
const stream = (more: Partial<Stream<never, number>> = {}): Stream<never, number> => ({
  object: "thing",
  cursor: z.int(),
  pages: () => expect.unreachable("a plan asks for nothing"),
  ...more,
});
const plan = (
  streams: Record<string, Stream<never, number>>,
  request: Parameters<typeof sliceOf>[0] = {},
  perStream = 4,
) => planOf({ title: "Toy", streams, parallel: { perStream } }, sliceOf(request));
const iso = (ms: number) => new Date(ms).toISOString();
const spansOf = (windows: Windows, request: Parameters<typeof sliceOf>[0], perStream = 4) =>
  plan({ things: stream({ windows }) }, request, perStream).left.map(
    ({ span }) => span as { from: number; to: number },
  );

describe("the spans of a stream", () => {
  it("are the window, whole, each moment in one of them, and none longer than the provider takes", () => {
    const windows = fc.record({
      earliest: fc.constantFrom<Windows["earliest"]>(0, noon - 700 * dayMs, { backMs: 30 * dayMs }, { backMs: 1_500 }),
      order: fc.constantFrom("newest first" as const, "oldest first" as const),
      longestMs: fc.constantFrom(undefined, 31 * dayMs, 1_000),
      lookBackMs: fc.constantFrom(undefined, 3 * 3_600_000),
      divisible: fc.boolean(),
    });
    const length = fc.integer({ min: 0, max: 40 * 60_000 });
    fc.assert(
      fc.property(windows, length, fc.integer({ min: 1, max: 9 }), (one, ms, perStream) => {
        const spans = spansOf(one, { windowStart: iso(noon - ms), windowEnd: iso(noon) }, perStream);
        const sorted = spans.toSorted((a, b) => a.from - b.from);
        const limit = typeof one.earliest === "number" ? one.earliest : noon + 1_000 - one.earliest.backMs;
        const from = Math.max(limit, Math.floor((noon - ms) / 1_000) * 1_000 - (one.lookBackMs ?? 0));
        expect(sorted[0]?.from).toBe(Math.floor(from / 1_000) * 1_000);
        expect(sorted.at(-1)?.to).toBe(noon + 1_000);
        expect(sorted.slice(1).map((span) => span.from)).toEqual(sorted.slice(0, -1).map((span) => span.to));
        for (const span of sorted) {
          expect(span.from).toBeLessThan(span.to);
          expect([span.from % 1_000, span.to % 1_000]).toEqual([0, 0]);
          expect(span.to - span.from).toBeLessThanOrEqual(one.longestMs ?? Infinity);
        }
        expect(spans).toEqual(one.order === "newest first" ? sorted.toReversed() : sorted);
        if (!one.divisible && one.longestMs === undefined) expect(spans).toHaveLength(1);
      }),
    );
  });

  it("are four to begin with where they are divisible, or as many as there are hands, and all of time in a run since ever", () => {
    const windows: Windows = { earliest: Date.UTC(2011, 0, 1), order: "newest first", divisible: true };
    const spans = spansOf(windows, { windowStart: null, windowEnd: iso(noon) }, 8);
    expect(spans).toHaveLength(4);
    expect(spansOf(windows, { windowStart: null, windowEnd: iso(noon) }, 3)).toHaveLength(3);
    expect([spans.at(-1)?.from, spans[0]?.to]).toEqual([Date.UTC(2011, 0, 1), noon + 1_000]);
  });

  it("are none when the provider does not reach back so far", () => {
    expect(spansOf({ earliest: noon + dayMs, order: "newest first" }, { windowEnd: iso(noon) })).toEqual([]);
  });
});

describe("the tasks of a run", () => {
  const streams = {
    all: stream(),
    since: stream({ only: "full" }),
    news: stream({ only: "windowed", implied: true }),
  };
  const names = (request: Parameters<typeof sliceOf>[0]) => plan(streams, request).left.map(({ name }) => name);

  it("are of the streams that are for it", () => {
    expect(names({ windowStart: null })).toEqual(["all", "since"]);
    expect(names({})).toEqual(["all", "news"]);
  });

  it("are of those that are wanted, and of what is implied", () => {
    expect(names({ streams: ["all"] })).toEqual(["all", "news"]);
    expect(names({ streams: [] })).toEqual(["news"]);
    expect(plan(streams, { streams: ["all"] }).streams).toEqual(["all"]);
  });

  it("are those of the checkpoint, less what is not wanted any more", () => {
    const left = ["all", "since", "news"].map((name) => [name, null, null, 5]);
    const { left: got } = plan(streams, { streams: ["all"], checkpoint: { v: 2, left, done: 7, upTo: { all: 9 } } });
    expect(got.map(({ name, cursor }) => [name, cursor])).toEqual([
      ["all", 5],
      ["news", 5],
    ]);
  });

  it.each([
    ["an unknown stream", { streams: ["all", "none"] }],
    ["a stream that is only implied", { streams: ["news"] }],
    ["a stream called as what every object has", { streams: ["toString"] }],
    ["a beginning that is no time", { windowStart: "yesterday" }],
    ["an end that is no time", { windowEnd: "" }],
  ])("are refused for %s, as a mistake of the caller", (_, request) => {
    expect(() => plan(streams, request)).toThrow(RangeError);
  });
});
