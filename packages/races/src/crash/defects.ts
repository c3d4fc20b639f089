import type { Json } from "@sincro/machine";
import type { Page, Source } from "@sincro/sources";
import type { Queryable } from "@sincro/store/postgres";
import type { WorkerConfig } from "./protocol.ts";
import { kindOf } from "./tap.ts";

/** A worker's parts with a mistake in them, to show that the crash points find it. */
export function defective(defect: WorkerConfig["defect"], queryable: Queryable, source: Source) {
  switch (defect) {
    case "cursor before rows":
      return { queryable: cursorFirst(queryable), source };
    case "last page left out":
      return { queryable, source: paging(source, allButLast) };
    case "cursor a page too far":
      return { queryable, source: paging(source, tooFar) };
    case "half a window forgotten":
      return { queryable, source: paging(source, forgetful) };
    default:
      return { queryable, source };
  }
}

/** Stores a page's cursor, and then its rows in a transaction of their own: the page is lost when it dies between. */
function cursorFirst(queryable: Queryable): Queryable {
  return {
    async query(query) {
      if (kindOf(query) !== "COMMIT") return queryable.query(query);
      const [runId, , , , records] = query.values;
      const cursor = await queryable.query({ ...query, values: query.values.with(4, "[]") });
      await queryable.query({
        text: "select w from public.sync_runs r, public.sync_write_records(r, $2, public.sync_now()) w where r.id = $1",
        values: [runId, records],
      });
      return cursor;
    },
  };
}

/** A source with something done to its pages. */
function paging(source: Source, change: (pages: AsyncIterable<Page>) => AsyncIterable<Page>): Source {
  return { ...source, pages: (request) => change(source.pages(request)) };
}

/** Stores with each page the checkpoint of the one after it: who is killed between them loses that one. */
async function* tooFar(pages: AsyncIterable<Page>): AsyncGenerator<Page> {
  let held: Page | undefined;
  for await (const page of pages) {
    if (held !== undefined) yield { ...held, checkpoint: page.checkpoint };
    held = page;
  }
  if (held !== undefined) yield held;
}

/** Of the tasks into which one was divided only the first is ever written down. */
async function* forgetful(pages: AsyncIterable<Page>): AsyncGenerator<Page> {
  const spanOf = ([name, from, to]: readonly Json[]) => `${name} ${from} ${to}`;
  const forgotten = new Set<string>();
  let known: ReadonlySet<string> | undefined;
  for await (const page of pages) {
    const { left, ...rest } = page.checkpoint as { left: readonly Json[][] };
    const added = left.map(spanOf).filter((span) => known !== undefined && !known.has(span));
    for (const span of added.slice(1)) forgotten.add(span);
    known = new Set(left.map(spanOf));
    yield { ...page, checkpoint: { ...rest, left: left.filter((task) => !forgotten.has(spanOf(task))) } };
  }
}

/** Takes a source's silence before its last page for the end. */
async function* allButLast(pages: AsyncIterable<Page>): AsyncGenerator<Page> {
  let held: Page | undefined;
  for await (const page of pages) {
    if (held !== undefined) yield held;
    held = page;
  }
}
