import fc from "fast-check";
import { describe, expect, it } from "vitest";
import * as z from "zod";
import { divide, halve } from "./divide.ts";
import type { Windows } from "./stream.ts";
import { newWork, type Work } from "./work.ts";

const span = { from: 1_000_000, to: 2_000_000 };

function work(order: Windows["order"], changes: Partial<Work> = {}, divisible = true): Work {
  const stream = {
    object: "thing",
    cursor: z.int(),
    windows: { earliest: 0, order, divisible },
    pages: () => expect.unreachable(),
  };
  return { ...newWork("things", stream, { span }), ...changes };
}

const ten = () => 10;
/** A task that gave 40 records in the first tenth of its time. */
const busy = { count: 40, began: 2_000_000, position: 1_900_000 };
const busyFromOldest = { count: 40, began: 1_000_000, position: 1_100_000 };

describe("divide", () => {
  it("gives the far half of what is left away", () => {
    const newest = work("newest first", busy);
    expect(divide([newest], ten)?.span).toEqual({ from: 1_000_000, to: 1_450_000 });
    expect(newest.span).toEqual({ from: 1_450_000, to: 2_000_000 });
    const oldest = work("oldest first", busyFromOldest);
    expect(divide([oldest], ten)?.span).toEqual({ from: 1_550_000, to: 2_000_000 });
    expect(oldest.span).toEqual({ from: 1_000_000, to: 1_550_000 });
  });

  it("takes from the busiest", () => {
    const some = [work("newest first", { ...busy, count: 30 }), work("newest first", busy), work("newest first")];
    expect(divide(some, ten)).not.toBeNull();
    expect(some.map((one) => one.span?.from)).toEqual([1_000_000, 1_450_000, 1_000_000]);
  });

  it.each<[string, Work]>([
    ["nobody knows how busy", work("newest first")],
    ["with less than four pages left", work("newest first", { ...busy, count: 4 })],
    ["that is at its end", work("newest first", { ...busy, position: 1_000_000 })],
    ["of one second", work("newest first", { ...busy, span: { from: 1_899_000, to: 1_900_000 } })],
    ["that cannot be divided", work("newest first", busy, false)],
    ["without windows", work("newest first", { ...busy, span: null })],
  ])("leaves a task %s alone", (_, one) => {
    const before = one.span;
    expect(divide([one], ten)).toBeNull();
    expect(one.span).toBe(before);
  });

  it("loses no second and gives none away that was read, for any times", () => {
    const second = fc.integer({ min: 1_000, max: 1_999 }).map((at) => at * 1_000);
    const order = fc.constantFrom("newest first" as const, "oldest first" as const);
    fc.assert(
      fc.property(order, second, second, fc.integer({ min: 0, max: 999 }), (by, a, b, ms) => {
        const [began, position] =
          by === "newest first" ? [Math.max(a, b), Math.min(a, b)] : [Math.min(a, b), Math.max(a, b)];
        const one = work(by, { began, position: position + ms, count: 1_000 });
        const part = divide([one], ten);
        if (part === null) {
          expect(one.span).toEqual(span);
          return;
        }
        const [older, newer] = by === "newest first" ? [part, one] : [one, part];
        expect([older.span?.from, newer.span?.to]).toEqual([span.from, span.to]);
        expect(older.span?.to).toBe(newer.span?.from);
        expect((older.span?.to ?? 0) % 1_000).toBe(0);
        const read = one.span as typeof span;
        expect(position + ms >= read.from && position + ms < read.to).toBe(true);
      }),
    );
  });

  it("does not count records twice: what is given away has no total of its own", () => {
    expect(divide([work("newest first", { ...busy, total: 500 })], ten)?.total).toBe(0);
    expect(divide([work("newest first", busy)], ten)?.total).toBeNull();
  });
});

describe("halve", () => {
  it("cuts at a whole second, the half that comes first first", () => {
    const spans = (one: Work) => halve(one)?.map((half) => half.span);
    const odd = { from: 1_000_000, to: 1_003_000 };
    const [older, newer] = [
      { from: 1_000_000, to: 1_001_000 },
      { from: 1_001_000, to: 1_003_000 },
    ];
    expect(spans(work("newest first", { span: odd }))).toEqual([newer, older]);
    expect(spans(work("oldest first", { span: odd }))).toEqual([older, newer]);
  });

  it("cannot cut a second, or what has no time", () => {
    expect(halve(work("newest first", { span: { from: 1_000, to: 2_000 } }))).toBeNull();
    expect(halve(work("newest first", { span: null }))).toBeNull();
  });
});
