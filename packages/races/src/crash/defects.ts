import type { Source } from "@sincro/sources";
import type { Queryable } from "@sincro/store/postgres";
import type { WorkerConfig } from "./protocol.ts";
import { kindOf } from "./tap.ts";

/** A worker's parts with a mistake in them, to show that the crash points find it. */
export function defective(defect: WorkerConfig["defect"], queryable: Queryable, source: Source) {
  switch (defect) {
    case "cursor before rows":
      return { queryable: cursorFirst(queryable), source };
    case "last page left out":
      return {
        queryable,
        source: { ...source, pages: (request: Parameters<Source["pages"]>[0]) => allButLast(source.pages(request)) },
      };
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

/** Takes a source's silence before its last page for the end. */
async function* allButLast<T>(pages: AsyncIterable<T>): AsyncGenerator<T> {
  let held: { page: T } | undefined;
  for await (const page of pages) {
    if (held !== undefined) yield held.page;
    held = { page };
  }
}
