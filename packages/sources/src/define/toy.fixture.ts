import type { Json, SourceRecord } from "@sincro/machine";
import * as z from "zod";
import type { Connection, Page, SliceRequest, Source } from "../source.ts";
import { defineSource, type SourceDefinition } from "./define-source.ts";
import type { Span, Stream, StreamPage, Windows } from "./stream.ts";

/** The window of all these tests, in seconds. */
export const window = { from: 1_000, to: 2_000 };
const iso = (seconds: number) => new Date(seconds * 1000).toISOString();

/** What was asked of the toy provider, and is not answered yet. */
export interface Asked {
  readonly name: string;
  readonly span: Span | null;
  readonly cursor: Json | null;
  answer(): void;
  fail(error: unknown): void;
}

/** A provider that answers when, and in which order, a test says so. */
export class Toy {
  readonly waiting: Asked[] = [];
  /** All requests so far. */
  readonly asked: Asked[] = [];
  /** The most requests that waited at once, by stream and in all. */
  readonly most = new Map<string, number>();
  /** How many generators were begun and did not come to their end. */
  running = 0;

  client(signal: AbortSignal) {
    return async (name: string, span: Span | null, cursor: Json | null): Promise<void> => {
      signal.throwIfAborted();
      const { promise, resolve, reject } = Promise.withResolvers<void>();
      const settled = (done: () => void) => () => {
        this.waiting.splice(this.waiting.indexOf(one), 1);
        done();
      };
      const fail = (error: unknown) => settled(() => reject(error))();
      const one: Asked = { name, span: span && { ...span }, cursor, answer: settled(resolve), fail };
      signal.addEventListener("abort", () => this.waiting.includes(one) && fail(signal.reason), { once: true });
      this.asked.push(one);
      this.waiting.push(one);
      for (const key of [name, "in all"]) {
        const now = this.waiting.filter((other) => key === "in all" || other.name === key).length;
        this.most.set(key, Math.max(this.most.get(key) ?? 0, now));
      }
      await promise;
    };
  }
}

type ToyClient = ReturnType<Toy["client"]>;

/** A list of things: the `n`-th is from second `times[n]`. */
export interface ToyList extends Partial<Windows>, Pick<Stream<ToyClient>, "only" | "implied" | "whole"> {
  readonly times: readonly number[];
  readonly size: number;
  /** More in a span than this is too much for the provider. */
  readonly most?: number;
  readonly totals?: boolean;
}

/** The records of a list, as they are at the provider. */
export function recordsOf(name: string, { times }: ToyList): SourceRecord[] {
  return times.map((_, n) => ({ object: name, id: `${name} ${n}`, data: {} }));
}

/** A list as a stream. */
export function toyStream(name: string, toy: Toy, list: ToyList): Stream<ToyClient, number> {
  const { times, size, most = Infinity, totals, only, implied, whole, order = "newest first", ...rest } = list;
  const all = recordsOf(name, list).map((record, n) => ({ record, at: (times[n] as number) * 1000, n }));
  all.sort((a, b) => (order === "newest first" ? b.at - a.at || b.n - a.n : a.at - b.at || a.n - b.n));
  const places = new Map(all.map(({ n }, place) => [n, place]));

  function page(span: Span, cursor: number | null): StreamPage<number> {
    const within = all.filter(({ at }) => at >= span.from && at < span.to);
    if (within.length > most) return { records: [], next: null, tooMuch: true };
    const behind = within.filter(({ n }) => cursor === null || (places.get(n) ?? 0) > (places.get(cursor) ?? 0));
    const here = behind.slice(0, size);
    return {
      records: here.map(({ record }) => record),
      times: here.map(({ at }) => at),
      next: behind.length > size ? (here.at(-1)?.n ?? null) : null,
      ...(totals && { total: within.length }),
    };
  }

  return {
    object: name,
    cursor: z.int(),
    pageSize: size,
    only,
    implied,
    whole,
    windows: { earliest: 0, order, ...rest },
    async *pages(task, { client }) {
      toy.running += 1;
      try {
        for (let { cursor } = task; ; ) {
          const span = { ...(task.span as Span) };
          await client(name, span, cursor);
          const found = page(span, cursor);
          yield found;
          if (found.next === null) return;
          cursor = found.next;
        }
      } finally {
        toy.running -= 1;
      }
    },
  };
}

/** A source of such lists, or of streams of a test's own. */
export function toySource(
  toy: Toy,
  streams: SourceDefinition<ToyClient>["streams"],
  parallel?: SourceDefinition<ToyClient>["parallel"],
): Source {
  return defineSource({
    name: "toy",
    title: "Toy",
    functionName: "fetch-toy",
    credentials: [],
    baseEnv: "TOY_API_BASE",
    rates: [],
    client: ({ signal }: Connection) => toy.client(signal),
    streams,
    parallel,
    test: async () => null,
  });
}

/** A slice in the window of these tests. */
export function sliceOf(changes: Partial<SliceRequest> = {}): SliceRequest {
  return {
    account: "default",
    windowStart: iso(window.from),
    windowEnd: iso(window.to - 1),
    checkpoint: null,
    credentials: {},
    signal: new AbortController().signal,
    ...changes,
  };
}

const turn = () => new Promise((resolve) => setImmediate(resolve));

/** Waits for a page as a worker does, while the provider answers what waits, each time the one that `pick` says. */
export async function pull(
  toy: Toy,
  pages: AsyncIterator<Page>,
  pick: (waiting: number) => number = () => 0,
): Promise<IteratorResult<Page, void>> {
  let here = false;
  const next = pages.next().finally(() => {
    here = true;
  });
  next.catch(() => undefined);
  for (await turn(); !here; await turn()) toy.waiting[pick(toy.waiting.length)]?.answer();
  return await next;
}

/** Reads to the end, or so many pages; everything it began has come to rest then. */
export async function read(
  toy: Toy,
  pages: AsyncIterable<Page>,
  { pick, atMost = Infinity }: { pick?: (waiting: number) => number; atMost?: number } = {},
): Promise<{ pages: Page[]; over: boolean }> {
  const iterator = pages[Symbol.asyncIterator]();
  const got: Page[] = [];
  while (got.length < atMost) {
    const { done, value } = await pull(toy, iterator, pick);
    if (done || value === undefined) return { pages: got, over: true };
    got.push(value);
  }
  await iterator.return?.();
  return { pages: got, over: false };
}

/** The ids of some pages, sorted, so that doubles show. */
export function idsOf(pages: readonly Pick<Page, "records">[]): string[] {
  return pages.flatMap(({ records }) => records.map(({ id }) => id)).sort();
}
