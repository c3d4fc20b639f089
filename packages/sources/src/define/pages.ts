import type { Json } from "@sincro/machine";
import { SourceError } from "../errors.ts";
import type { Connection, Page, SliceRequest } from "../source.ts";
import { type State, writeCheckpoint } from "./checkpoint.ts";
import { divide, halve } from "./divide.ts";
import { hands } from "./hands.ts";
import { planOf } from "./plan.ts";
import type { Stream, StreamContext, StreamPage } from "./stream.ts";
import type { Work } from "./work.ts";

/** What the pages of a source are made of. */
export interface Streams<Client> {
  readonly title: string;
  // biome-ignore lint/suspicious/noExplicitAny: each stream has a cursor of its own
  readonly streams: Readonly<Record<string, Stream<Client, any>>>;
  readonly parallel: { readonly perStream: number; readonly inAll: number };
  connect(connection: Connection): Client;
}

/**
 * The pages of a slice. Tasks are worked on side by side, each one page ahead of whoever commits; each page comes with
 * the checkpoint of all tasks as it is after that page.
 */
export async function* streamPages<Client>(
  source: Streams<Client>,
  request: SliceRequest,
): AsyncGenerator<Page, void, undefined> {
  const plan = planOf(source, request);
  const left = new AbortController();
  const signal = AbortSignal.any([request.signal, left.signal]);
  const { window: run, streams } = plan;
  const client = source.connect({ ...request, signal });
  const context: StreamContext<Client> = { client, run, streams, signal, contacts: request.contacts };
  const arrivals = hands<Work, StreamPage<Json>>((work) => work.stream.pages(taskOf(work), context));

  function fill(): void {
    for (;;) {
      if (arrivals.busy.size >= source.parallel.inAll) return;
      const next = idle() ?? spare();
      if (next === null) return;
      arrivals.take(next);
    }
  }

  const busyWith = (name: string) => [...arrivals.busy].filter((work) => work.name === name).length;
  const hasRoom = ({ name }: Work) => busyWith(name) < source.parallel.perStream;

  function idle(): Work | null {
    return plan.left.find((work) => !arrivals.busy.has(work) && hasRoom(work)) ?? null;
  }

  function spare(): Work | null {
    const part = divide([...arrivals.busy].filter(hasRoom), (work) => work.stream.pageSize ?? 100);
    if (part !== null) plan.left.push(part);
    return part;
  }

  try {
    fill();
    for (;;) {
      const arrival = await arrivals.next();
      if (arrival === null) return;
      request.signal.throwIfAborted();
      const { task: work, value } = arrival;
      if (value === undefined) throw unsaid(source.title, work);
      const { records, over } = settle(plan, work, value, source.title);
      if (over) arrivals.drop(work);
      else arrivals.ask(work);
      fill();
      yield { records, checkpoint: writeCheckpoint(plan), total: totalOf(plan) };
    }
  } finally {
    left.abort();
    await arrivals.rest();
  }
}

const taskOf = (work: Work) => ({
  get span() {
    return work.span;
  },
  cursor: work.cursor,
});

/** Puts a page into what is known of the run: which of its records count, and whether its task is over. */
function settle(plan: State, work: Work, page: StreamPage<Json>, title: string) {
  if (page.tooMuch) {
    const halves = halve(work);
    if (halves === null) {
      const words = `${title}: ${work.name} has more in one second than the provider gives`;
      throw new SourceError("provider_rejected", words, { retryable: false });
    }
    plan.left.splice(plan.left.indexOf(work), 1, ...halves);
    return { records: [], over: true };
  }
  const { records, beyond } = within(work, page);
  if (page.horizon !== undefined) {
    const before = plan.upTo.get(work.name) ?? Infinity;
    plan.upTo.set(work.name, Math.min(before, Math.floor(page.horizon / 1000)));
  }
  work.total ??= page.total ?? null;
  const next = beyond ? null : page.next;
  if (next === null) {
    plan.left.splice(plan.left.indexOf(work), 1);
    plan.done = plan.done === null || work.total === null ? null : plan.done + work.total;
    return { records, over: true };
  }
  const cursor = JSON.stringify(next);
  if (work.seen.has(cursor)) throw stuck(title, work);
  work.seen.add(cursor);
  work.cursor = next;
  return { records, over: false };
}

/**
 * The records of a page that are still its task's: one that was divided after the page was asked for has lost the far
 * ones. `beyond`: the page reaches into what it lost, so that nothing of the task can follow.
 */
function within(work: Work, { records, times }: StreamPage<Json>) {
  const { windows } = work.stream;
  const { span } = work;
  const [first, last] = [times?.[0], times?.at(-1)];
  if (!windows?.divisible || span === null || times === undefined || first === undefined || last === undefined)
    return { records, beyond: false };
  work.began ??= first;
  work.position = last;
  work.count += records.length;
  const mine = records.filter((_, n) => {
    const time = times[n] as number;
    return time >= span.from && time < span.to;
  });
  return { records: mine, beyond: windows.order === "newest first" ? last < span.from : last >= span.to };
}

/** The records of all tasks, where each of them said how many it has. */
function totalOf({ left, done }: State): number | undefined {
  if (done === null || left.some(({ total }) => total === null)) return undefined;
  return left.reduce((sum, { total }) => sum + (total ?? 0), done);
}

function stuck(title: string, { name }: Work): SourceError {
  return new SourceError("cursor_stuck", `${title}: ${name} gives the same page again and again`, { retryable: false });
}

/** A stream's own mistake: the run must not end as if it were complete. */
function unsaid(title: string, { name }: Work): SourceError {
  const words = `${title}: ${name} ended without the provider's word that there is no more`;
  return new SourceError("answer_malformed", words, { retryable: false });
}
