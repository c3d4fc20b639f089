import type { Json } from "@sincro/machine";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import * as z from "zod";
import { readCheckpoint, type State, writeCheckpoint } from "./checkpoint.ts";
import { sliceOf, Toy, toySource, toyStream } from "./toy.fixture.ts";
import { newWork } from "./work.ts";

const toy = new Toy();
const timed = toyStream("timed", toy, { times: [1_500], size: 1 });
const streams = { timed, plain: { ...timed, object: "plain", windows: undefined, cursor: z.string().min(1) } };
const written = (state: State): Json => JSON.parse(JSON.stringify(writeCheckpoint(state)));

describe("a checkpoint", () => {
  const bounds = fc.uniqueArray(fc.integer({ min: 0, max: 4_000_000_000 }), { minLength: 2, maxLength: 12 });
  const count = fc.option(fc.nat());

  it("F38 · says, as JSON, all that is left", () => {
    const cursors = fc.array(fc.tuple(fc.option(fc.integer()), count), { minLength: 12, maxLength: 12 });
    const plain = fc.option(fc.string({ minLength: 1 }));
    const upTo = fc.dictionary(fc.constantFrom("timed", "plain"), fc.nat());
    fc.assert(
      fc.property(bounds, cursors, plain, count, upTo, (at, each, cursor, done, reached) => {
        const sorted = at.toSorted((a, b) => a - b).map((seconds) => seconds * 1_000);
        const left = sorted.slice(1).map((to, n) => {
          const [place, total] = each[n] as [number | null, number | null];
          return newWork("timed", timed, { span: { from: sorted[n] as number, to }, cursor: place, total });
        });
        left.push(newWork("plain", streams.plain, { span: null, cursor }));
        const state: State = { left, done, upTo: new Map(Object.entries(reached)) };
        const read = readCheckpoint("Toy", streams, written(state));
        const outline = (of: State) => of.left.map(({ name, span, cursor: c, total }) => ({ name, span, c, total }));
        expect(outline(read)).toEqual(outline(state));
        expect([read.done, new Map(read.upTo)]).toEqual([done, state.upTo]);
        expect(written(read)).toEqual(written(state));
      }),
    );
  });

  it("is short", () => {
    const left = [newWork("timed", timed, { span: { from: 1_000, to: 2_000 }, cursor: 7 })];
    expect(JSON.stringify(writeCheckpoint({ left, done: null, upTo: new Map() }))).toBe(
      '{"v":2,"left":[["timed",1,2,7]]}',
    );
  });

  it.each<[string, Json]>([
    ["null inside", { v: 2, left: [null] }],
    ["of another version", { v: 1, left: [] }],
    ["without a version", { left: [] }],
    ["that is a word", "timed"],
    ["that is a list", []],
    ["with an unknown key", { v: 2, left: [], page: 3 }],
    ["without tasks", { v: 2 }],
    ["of an unknown stream", { v: 2, left: [["other", 1, 2, null]] }],
    ["of a stream called as what every object has", { v: 2, left: [["constructor", 1, 2, null]] }],
    ["with a cursor of another kind", { v: 2, left: [["timed", 1, 2, "7"]] }],
    ["with an empty cursor", { v: 2, left: [["plain", null, null, ""]] }],
    ["without its cursor", { v: 2, left: [["timed", 1, 2]] }],
    ["with more than there is", { v: 2, left: [["timed", 1, 2, 7, 3, 4]] }],
    ["with times that are words", { v: 2, left: [["timed", "1", "2", 7]] }],
    ["with half seconds", { v: 2, left: [["timed", 1.5, 2, 7]] }],
    ["with milliseconds for seconds", { v: 2, left: [["timed", 1, 1_790_000_000_000, 7]] }],
    ["with a time before all time", { v: 2, left: [["timed", -1, 2, 7]] }],
    ["with a span of no length", { v: 2, left: [["timed", 2, 2, 7]] }],
    ["with a span that ends before it begins", { v: 2, left: [["timed", 3, 2, 7]] }],
    ["with half a span", { v: 2, left: [["timed", 1, null, 7]] }],
    ["without the span that the stream has", { v: 2, left: [["timed", null, null, 7]] }],
    ["with a span that the stream has not", { v: 2, left: [["plain", 1, 2, "a"]] }],
    ["with half a span that the stream has not", { v: 2, left: [["plain", 1, null, "a"]] }],
    ["with a negative total", { v: 2, left: [["timed", 1, 2, 7, -1]] }],
    ["with a negative sum", { v: 2, left: [], done: -1 }],
    [
      "with one task twice",
      {
        v: 2,
        left: [
          ["plain", null, null, "a"],
          ["plain", null, null, "b"],
        ],
      },
    ],
    [
      "with spans that overlap",
      {
        v: 2,
        left: [
          ["timed", 3, 9, 1],
          ["timed", 1, 4, 2],
        ],
      },
    ],
    [
      "with a span inside another",
      {
        v: 2,
        left: [
          ["timed", 1, 9, 1],
          ["timed", 2, 4, 2],
          ["timed", 5, 6, 2],
        ],
      },
    ],
    [
      "with more tasks than any run has",
      { v: 2, left: Array.from({ length: 1_001 }, (_, n) => ["timed", n, n + 1, 1]) },
    ],
    ["with a reach that is no time", { v: 2, left: [], upTo: { timed: "now" } }],
  ])("F3 · %s is refused before anything is asked", async (_, checkpoint) => {
    expect(() => readCheckpoint("Toy", streams, checkpoint)).toThrow(
      expect.objectContaining({ code: "checkpoint_invalid", retryable: false }),
    );
    const pages = toySource(toy, streams).pages(sliceOf({ checkpoint }))[Symbol.asyncIterator]();
    await expect(pages.next()).rejects.toMatchObject({ code: "checkpoint_invalid" });
    expect(toy.asked).toEqual([]);
  });
});
