import type { Json, SourceRecord } from "@sincro/machine";
import * as z from "zod";
import type { Stream } from "../define/stream.ts";
import { SourceError } from "../errors.ts";
import { malformed, type Query } from "../http/index.ts";
import type { PaypalClient } from "./client.ts";

const path = "/v1/billing/subscriptions";
const pageSize = 20;

/** The page to read of the subscriptions by their creation or by their change of status, and how the last page ended. */
const cursor = z.strictObject({
  by: z.enum(["created", "status"]),
  page: z.int().min(1),
  last: z.string().min(1).max(100).nullable(),
});
type Cursor = z.infer<typeof cursor>;

const time = z.string().refine((text) => !Number.isNaN(Date.parse(text)));
const subscription = z.looseObject({
  id: z.string().min(1).max(100),
  create_time: time.optional(),
  status_update_time: time.optional(),
  update_time: time.optional(),
});
type Subscription = z.infer<typeof subscription>;

/** Both are optional, says PayPal; but what has neither is no list, not an empty one. */
const list = z
  .object({
    subscriptions: z.array(subscription),
    links: z.array(z.object({ rel: z.string(), href: z.string() }).partial()),
  })
  .partial()
  .refine(({ subscriptions, links }) => subscriptions !== undefined || links !== undefined);

interface Run {
  readonly from: number | null;
  readonly to: number;
}

/**
 * All subscriptions; in the other runs those that were created or changed their status in the window. A payment alone
 * changes no status, and the list cannot be asked for it.
 */
export const subscriptions: Stream<PaypalClient, Cursor> = {
  object: "subscription",
  cursor,
  pageSize,
  whole: true,
  async *pages(task, { client, run }) {
    const first: Cursor = { by: run.from === null ? "created" : "status", page: 1, last: null };
    const seen = { created: new Set<string>(), status: new Set<string>() };
    for (let at: Cursor | null = task.cursor ?? first; at !== null; ) {
      const { found, more } = await fetchList(client, at, run, seen[at.by]);
      for (const { id } of found) seen[at.by].add(id);
      const next: Cursor | null = more
        ? { by: at.by, page: at.page + 1, last: found.at(-1)?.id ?? null }
        : at.by === "status"
          ? { by: "created", page: 1, last: null }
          : null;
      const own = at.by === "status" ? found.filter((one) => !within(run, one.create_time)) : found;
      yield { records: own.map(recordOf), next };
      at = next;
    }
  },
};

/** The list does not say how many pages it has: its last one has no link to a next one, and is not full. */
async function fetchList(client: PaypalClient, { by, page, last }: Cursor, run: Run, seen: ReadonlySet<string>) {
  // The bounds themselves may not be of the range.
  const from = run.from === null ? undefined : new Date(run.from - 1000).toISOString();
  const bounds =
    by === "status"
      ? { status_updated_after: from }
      : { created_after: from, created_before: new Date(run.to).toISOString() };
  const query = { page_size: pageSize, page, ...bounds };
  return client.get(path, query, (body) => {
    const { subscriptions: found = [], links = [] } = list.parse(body);
    if (found.length > 0 && (found.at(-1)?.id === last || found.every(({ id }) => seen.has(id)))) throw stuck();
    const self = links.find(({ rel }) => rel === "self")?.href ?? "";
    if (!isOf(self, query) || found.some((one) => !fits(by, run, one)))
      throw malformed(`PayPal: GET ${path}`, "is not the page that was asked for");
    return { found, more: found.length >= pageSize || (found.length > 0 && links.some(({ rel }) => rel === "next")) };
  });
}

/** Whether a page's link to itself says the same as the request did; what it does not say is believed. */
function isOf(link: string, query: Query): boolean {
  const said = new URLSearchParams(link.split("?")[1] ?? "");
  return Object.entries(query).every(([name, value]) => !said.has(name) || said.get(name) === String(value));
}

const within = ({ from, to }: Run, at: string | undefined) =>
  at !== undefined && Date.parse(at) >= (from ?? -Infinity) && Date.parse(at) < to;

/** Whether a subscription is one of those that were asked for; of what it does not say it is believed. */
function fits(by: Cursor["by"], { from, to }: Run, one: Subscription): boolean {
  const since = (from ?? -Infinity) - 1000;
  const [at, until] = by === "status" ? [one.status_update_time, Infinity] : [one.create_time, to];
  return at === undefined || within({ from: since, to: until + 1000 }, at);
}

function recordOf(data: Subscription): SourceRecord {
  const updated = data.update_time ?? data.status_update_time;
  return {
    object: "subscription",
    id: data.id,
    ...(updated !== undefined && { updatedAt: new Date(updated).toISOString() }),
    data: data as Json,
  };
}

function stuck(): SourceError {
  return new SourceError("cursor_stuck", `PayPal: GET ${path} gives the same page again and again`, {
    retryable: false,
  });
}
