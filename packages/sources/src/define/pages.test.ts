import type { Json } from "@sincro/machine";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import * as z from "zod";
import { SourceError } from "../errors.ts";
import type { Page, Source } from "../source.ts";
import type { Stream, StreamPage } from "./stream.ts";
import { idsOf, pull, read, recordsOf, sliceOf, Toy, type ToyList, toySource, toyStream } from "./toy.fixture.ts";

const stored = (checkpoint: Json | undefined): Json => JSON.parse(JSON.stringify(checkpoint ?? null));
const evenly = (count: number) => Array.from({ length: count }, (_, n) => 1_000 + Math.floor((n * 1_000) / count));
const failing = (retryable: boolean) => new SourceError("provider_unavailable", "Toy is down", { retryable });

/** Times in clusters, which is where windows differ; many share their second. */
const times = fc
  .array(
    fc.tuple(fc.integer({ min: 1_000, max: 1_999 }), fc.integer({ min: 1, max: 25 }), fc.integer({ min: 1, max: 9 })),
    {
      maxLength: 6,
    },
  )
  .map((clusters) =>
    clusters.flatMap(([at, count, apart]) => Array.from({ length: count }, (_, n) => Math.min(1_999, at + n * apart))),
  );
const list = fc.record({
  times,
  size: fc.integer({ min: 1, max: 7 }),
  order: fc.constantFrom("newest first" as const, "oldest first" as const),
  divisible: fc.boolean(),
  longestMs: fc.constantFrom(undefined, 130_000),
});
const lists = fc.record({ apples: list, pears: list });
const parallel = fc.record({ perStream: fc.integer({ min: 1, max: 5 }), inAll: fc.integer({ min: 1, max: 8 }) });
/** Which of the waiting requests is answered next, again and again from the beginning. */
const picks = fc.array(fc.nat(), { minLength: 1, maxLength: 40 });

function picking(numbers: readonly number[]) {
  let turn = 0;
  return (waiting: number) => (numbers[turn++ % numbers.length] as number) % Math.max(1, waiting);
}

const sourceOf = (toy: Toy, all: Record<string, ToyList>, how?: { perStream: number; inAll: number }) =>
  toySource(toy, Object.fromEntries(Object.entries(all).map(([name, one]) => [name, toyStream(name, toy, one)])), how);
const everything = (all: Record<string, ToyList>) =>
  idsOf([{ records: Object.entries(all).flatMap(([name, one]) => recordsOf(name, one)) }]);

/** Reads in slices of so many pages each, from checkpoint to checkpoint. */
async function inSlices(toy: Toy, source: Source, lengths: readonly number[], pick: (waiting: number) => number) {
  const pages: Page[] = [];
  for (let slice = 0; ; slice += 1) {
    const checkpoint = slice === 0 ? null : stored(pages.at(-1)?.checkpoint);
    const atMost = lengths[slice] ?? Infinity;
    const got = await read(toy, source.pages(sliceOf({ checkpoint })), { pick, atMost });
    pages.push(...got.pages);
    expect([toy.waiting.length, toy.running], "left running").toEqual([0, 0]);
    if (got.over) return pages;
  }
}

describe("the pages of streams", () => {
  it("F31 F38 · give every record once, whatever is answered first, wherever slices end", async () => {
    await fc.assert(
      fc.asyncProperty(
        lists,
        parallel,
        picks,
        fc.array(fc.integer({ min: 1, max: 12 }), { maxLength: 5 }),
        async (all, how, order, lengths) => {
          const toy = new Toy();
          const pages = await inSlices(toy, sourceOf(toy, all, how), lengths, picking(order));
          expect(idsOf(pages)).toEqual(everything(all));
          expect(stored(pages.at(-1)?.checkpoint)).toMatchObject({ left: [] });
          expect(toy.most.get("in all")).toBeLessThanOrEqual(how.inAll);
          expect(Math.max(toy.most.get("apples") ?? 0, toy.most.get("pears") ?? 0)).toBeLessThanOrEqual(how.perStream);
        },
      ),
      { numRuns: 300 },
    );
  });

  it("F31 F38 · lose nothing to a failure at any request: it comes out, and the rest follows in the next slice", async () => {
    await fc.assert(
      fc.asyncProperty(lists, parallel, picks, fc.nat({ max: 30 }), fc.boolean(), async (all, how, order, nth, may) => {
        const toy = new Toy();
        const source = sourceOf(toy, all, how);
        const pages: Page[] = [];
        const iterator = source.pages(sliceOf())[Symbol.asyncIterator]();
        const pick = picking(order);
        let left = nth;
        const spoiling = (waiting: number) => {
          const chosen = pick(waiting);
          if (waiting === 0 || left-- !== 0) return chosen;
          toy.waiting[chosen]?.fail(failing(may));
          return waiting; // nobody
        };
        let failure: unknown = null;
        for (;;) {
          const next = await pull(toy, iterator, spoiling).catch((error: unknown) => ({ done: true, error }) as const);
          if ("error" in next) failure = next.error;
          if (next.done) break;
          pages.push(next.value as Page);
        }
        expect([toy.waiting.length, toy.running]).toEqual([0, 0]);
        expect(failure === null).toBe(left >= 0);
        if (failure !== null) {
          expect(failure).toEqual(failing(may));
          const checkpoint = stored(pages.at(-1)?.checkpoint);
          pages.push(...(await read(toy, source.pages(sliceOf({ checkpoint })))).pages);
        }
        expect(idsOf(pages)).toEqual(everything(all));
      }),
      { numRuns: 300 },
    );
  });

  it("divide the window that is busiest among the hands that have nothing to do", async () => {
    const toy = new Toy();
    const dense = Array.from({ length: 200 }, (_, n) => 1_900 + Math.floor(n / 4));
    const all = { apples: { times: dense, size: 5, divisible: true } };
    const { pages } = await read(toy, sourceOf(toy, all, { perStream: 4, inAll: 4 }).pages(sliceOf()), {
      pick: (waiting) => waiting - 1,
    });
    expect(idsOf(pages)).toEqual(everything(all));
    const beginnings = toy.asked.filter(({ cursor }) => cursor === null).length;
    expect(beginnings).toBeGreaterThan(4);
    // Side by side: the 40 pages of one window were in the hands of four most of the time.
    expect(toy.most.get("apples")).toBe(4);
    for (const { span } of toy.asked) expect([span?.from, span?.to].map((ms) => (ms ?? 0) % 1000)).toEqual([0, 0]);
  });

  it("come with what others fetched meanwhile before a failure that may pass", async () => {
    const toy = new Toy();
    const all = { apples: { times: [1_100], size: 1 }, pears: { times: [1_100], size: 1 } };
    const pages = sourceOf(toy, all).pages(sliceOf())[Symbol.asyncIterator]();
    const first = pages.next();
    toy.waiting.find(({ name }) => name === "apples")?.fail(failing(true));
    toy.waiting.find(({ name }) => name === "pears")?.answer();
    expect((await first).value).toMatchObject({ records: recordsOf("pears", all.pears) });
    await expect(pages.next()).rejects.toThrow("Toy is down");
  });

  it("do not wait for others after a failure that stays", async () => {
    const toy = new Toy();
    const all = { apples: { times: [1_100], size: 1 }, pears: { times: [1_100], size: 1 } };
    const pages = sourceOf(toy, all).pages(sliceOf())[Symbol.asyncIterator]();
    const first = pages.next();
    toy.waiting.find(({ name }) => name === "apples")?.fail(failing(false));
    await expect(first).rejects.toThrow("Toy is down");
    expect([toy.waiting.length, toy.running]).toEqual([0, 0]);
  });

  it("F21 · end with the reason of an abort, pages that are there already included", async () => {
    const toy = new Toy();
    const controller = new AbortController();
    const all = {
      apples: { times: [1_100], size: 1 },
      pears: { times: [1_100], size: 1 },
      plums: { times: [], size: 1 },
    };
    const pages = sourceOf(toy, all)
      .pages(sliceOf({ signal: controller.signal }))
      [Symbol.asyncIterator]();
    await pull(toy, pages);
    for (const one of [...toy.waiting]) if (one.name === "pears") one.answer();
    controller.abort(new Error("fenced"));
    await expect(pages.next()).rejects.toThrow("fenced");
    expect([toy.waiting.length, toy.running]).toEqual([0, 0]);
    expect(await pages.next()).toEqual({ done: true, value: undefined });
  });

  it.each([
    ["by break", false],
    ["by an error", true],
  ])("F21 · a reader who leaves %s leaves no work behind", async (_, byError) => {
    const toy = new Toy();
    const all = { apples: { times: evenly(40), size: 3, divisible: true }, pears: { times: evenly(40), size: 3 } };
    const reading = async () => {
      const pages = sourceOf(toy, all).pages(sliceOf());
      const answering = setInterval(() => toy.waiting[0]?.answer());
      try {
        for await (const _ of pages) {
          clearInterval(answering);
          expect(toy.running).toBeGreaterThan(1);
          if (byError) throw new Error("fenced");
          break;
        }
      } finally {
        clearInterval(answering);
      }
    };
    await (byError ? expect(reading()).rejects.toThrow("fenced") : reading());
    expect([toy.waiting.length, toy.running]).toEqual([0, 0]);
  });

  it("are asked for one ahead of the reader, and no further", async () => {
    const toy = new Toy();
    const pages = sourceOf(toy, { apples: { times: evenly(9), size: 3 } })
      .pages(sliceOf())
      [Symbol.asyncIterator]();
    const asked: number[] = [];
    for (let next = await pull(toy, pages); !next.done; next = await pull(toy, pages)) asked.push(toy.asked.length);
    expect(asked).toEqual([2, 3, 3]);
  });
});

describe("a span that holds too much for the provider", () => {
  it("is halved until it does not", async () => {
    await fc.assert(
      fc.asyncProperty(
        times,
        fc.constantFrom("newest first" as const, "oldest first" as const),
        picks,
        async (at, order, by) => {
          const toy = new Toy();
          const most = Math.max(3, ...[...Map.groupBy(at, (second) => second).values()].map(({ length }) => length));
          const all = { apples: { times: at, size: 3, most, order } };
          const { pages } = await read(toy, sourceOf(toy, all).pages(sliceOf()), { pick: picking(by) });
          expect(idsOf(pages)).toEqual(everything(all));
        },
      ),
    );
  });

  it("F31 · that is one second is an error, not an end", async () => {
    const toy = new Toy();
    const pages = sourceOf(toy, { apples: { times: [1_500, 1_500], size: 3, most: 1 } }).pages(sliceOf());
    await expect(read(toy, pages)).rejects.toMatchObject({ code: "provider_rejected", retryable: false });
  });
});

describe("a stream of a mistake", () => {
  const pagesOf = (made: readonly StreamPage<number>[]): Stream<never, number> => ({
    object: "thing",
    cursor: z.int(),
    async *pages() {
      yield* made;
    },
  });
  const reading = (made: readonly StreamPage<number>[], checkpoint: Json = null) => {
    const toy = new Toy();
    return read(toy, toySource(toy, { things: pagesOf(made) }).pages(sliceOf({ checkpoint })));
  };

  it("F31 · ends without the provider's word: the run is not complete", async () => {
    await expect(reading([])).rejects.toMatchObject({ code: "answer_malformed", retryable: false });
    await expect(reading([{ records: [], next: 1 }])).rejects.toMatchObject({ code: "answer_malformed" });
  });

  it.each<[string, number[], Json]>([
    ["stands still", [1, 1], null],
    ["goes round in a circle", [1, 2, 3, 1], null],
    ["stands still at the place of a checkpoint", [7], { v: 2, left: [["things", null, null, 7]] }],
  ])("F4 · its cursor %s", async (_, cursors, checkpoint) => {
    const made = cursors.map((next) => ({ records: [], next }));
    await expect(reading(made, checkpoint)).rejects.toMatchObject({ code: "cursor_stuck", retryable: false });
  });

  it("goes on at the cursor of its checkpoint, without windows too", async () => {
    const { pages, over } = await reading(
      [
        { records: [], next: 8 },
        { records: [], next: null },
      ],
      {
        v: 2,
        left: [["things", null, null, 7]],
      },
    );
    expect(over).toBe(true);
    expect(pages.map(({ checkpoint }) => checkpoint)).toEqual([
      { v: 2, left: [["things", null, null, 8]] },
      { v: 2, left: [] },
    ]);
  });
});

describe("what is known of the whole run", () => {
  it("is its total, as soon as every task has said how many it has, and divisions do not change it", async () => {
    const toy = new Toy();
    const all = {
      apples: { times: evenly(60), size: 4, divisible: true, totals: true },
      pears: { times: evenly(9), size: 4, totals: true },
    };
    const { pages } = await read(toy, sourceOf(toy, all, { perStream: 2, inAll: 4 }).pages(sliceOf()));
    const totals = pages.map(({ total }) => total);
    const known = totals.findIndex((total) => total !== undefined);
    expect(known).toBeGreaterThan(0);
    expect(new Set(totals.slice(known))).toEqual(new Set([69]));
  });

  it("is no total where one does not say", async () => {
    const toy = new Toy();
    const all = { apples: { times: evenly(3), size: 4, totals: true }, pears: { times: evenly(3), size: 4 } };
    const { pages } = await read(toy, sourceOf(toy, all).pages(sliceOf()));
    expect(pages.map(({ total }) => total)).toEqual([undefined, undefined]);
  });

  it("is how far the provider's own data reached: the earliest of what it said", async () => {
    const toy = new Toy();
    const horizons = [1_900_000, 1_800_500, 1_850_000];
    const stream: Stream<never, number> = {
      object: "thing",
      cursor: z.int(),
      async *pages() {
        for (const [n, horizon] of horizons.entries()) yield { records: [], horizon, next: n < 2 ? n : null };
      },
    };
    const { pages } = await read(toy, toySource(toy, { things: stream }).pages(sliceOf()));
    expect(pages.map(({ checkpoint }) => (checkpoint as { upTo: unknown }).upTo)).toEqual([
      { things: 1_900 },
      { things: 1_800 },
      { things: 1_800 },
    ]);
  });
});

it("says in its manifest which streams can be asked for, and which are listed whole", () => {
  const toy = new Toy();
  const source = sourceOf(toy, {
    apples: { times: [], size: 1, whole: true },
    pears: { times: [], size: 1 },
    news: { times: [], size: 1, implied: true },
  });
  expect(source.manifest).toMatchObject({ streams: ["apples", "pears"], listed: ["apples"] });
});
