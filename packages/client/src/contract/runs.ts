import { eventTypes } from "@sincro/machine";
import { syncRunEvent, syncRunRow } from "@sincro/machine/schema";
import * as z from "zod";
import { account, id, sourceName } from "./fields.ts";
import { type Parsed, refusedBy } from "./parse.ts";

/** How many runs a page of the list has, unless it asks for fewer or more (at most 200). */
const defaultLimit = 50;

const flag = z
  .enum(["", "true", "1", "false", "0"], "true or false")
  .transform((value) => value !== "false" && value !== "0");
const runsQuery = z.strictObject({
  active: flag.optional(),
  source: sourceName.optional(),
  account: account.optional(),
  groupId: id.optional(),
  limit: z.coerce.number().int().min(1).max(200).default(defaultLimit),
  before: z.string().min(1).max(500).optional(),
});

/** What `GET sync-runs` filters by. */
export type RunsQuery = z.output<typeof runsQuery>;

/** Reads the query of `GET sync-runs`; a key written twice is refused like an unknown one. */
export function parseRunsQuery(params: URLSearchParams): Parsed<RunsQuery> {
  const twice = [...new Set(params.keys())].filter((key) => params.getAll(key).length > 1);
  const parsed = runsQuery.safeParse(Object.fromEntries(params));
  if (!parsed.success) return refusedBy(parsed.error);
  if (twice.length === 0) return { ok: true, value: parsed.data, deprecated: [] };
  const issues = twice.map((path) => ({ path, message: "written more than once" }));
  return {
    ok: false,
    code: "invalid_request",
    detail: `${twice.join(", ")}: written more than once`,
    keys: [],
    issues,
  };
}

/** A page of runs, newest first; `next` is the `before` of the following page. */
export const runsAnswer = z.strictObject({ runs: z.array(syncRunRow), next: z.string().nullable() });

/** One run, its history, and the events that it accepts now (by the database's clock, `now`). */
export const runAnswer = z.strictObject({
  run: syncRunRow,
  events: z.array(syncRunEvent),
  allowed: z.array(z.enum(eventTypes)),
  now: z.iso.datetime({ offset: true }),
});
