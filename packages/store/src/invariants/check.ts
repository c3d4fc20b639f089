import { historyInvariants } from "./history.ts";
import type { Invariant, InvariantViolation } from "./invariant.ts";
import { pageInvariants } from "./pages.ts";
import { commits, lastSteps, steps, wholeRuns, written } from "./parts.ts";
import { rowInvariants } from "./rows.ts";

/** Every promise that rows and history can be asked about, the plainest first. */
export const invariants: readonly Invariant[] = [...rowInvariants, ...historyInvariants, ...pageInvariants];

/** Runs one statement: `(sql, values) => client.query(sql, values)`. */
export type Query = (sql: string, values: unknown[]) => Promise<{ readonly rows: readonly unknown[] }>;

/** Which runs are looked at, and for what; without any of it all runs for all {@link invariants}. */
export interface CheckOptions {
  readonly source?: string | undefined;
  /** Together with `source`. */
  readonly account?: string | undefined;
  /** One run by itself; whether its scope has two active ones only the scope can show. */
  readonly runId?: string | undefined;
  /** Only runs that started from here on (ISO 8601), and those that are still active. */
  readonly since?: string | undefined;
  /** Default {@link invariants}. */
  readonly of?: readonly Invariant[] | undefined;
}

const filters = {
  source: "source = $",
  account: "account = $",
  runId: "id = $",
  since: "(status in ('running', 'continuing') or started_at >= $",
} as const;

/** What several invariants look at is worked out once for all of them. */
const shared = { steps, whole_runs: wholeRuns, last_steps: lastSteps, commits, written };
const sharing = (sql: string) =>
  Object.entries(shared).reduce((text, [name, part]) => text.replaceAll(part, name), sql);
const sharedParts = Object.entries(shared).map(([name, part]) => `${name} as materialized ${part}`);

/** The tables as the statement sees them: names without a schema mean what stands before it. */
function narrowed(options: CheckOptions): { readonly tables: readonly string[]; readonly values: unknown[] } {
  const given = (Object.keys(filters) as (keyof typeof filters)[]).filter((name) => options[name] !== undefined);
  if (given.length === 0) return { tables: [], values: [] };
  const wanted = given.map((name, index) => `${filters[name]}${index + 1}${name === "since" ? ")" : ""}`).join(" and ");
  const scope = (["source", "account"] as const).filter((name) => given.includes(name));
  // Records of the whole scope: what a later run wrote explains what an earlier one no longer has.
  const inScope =
    scope.length === 2
      ? scope.map((name) => `${name} = $${given.indexOf(name) + 1}`).join(" and ")
      : "(source, account) in (select source, account from sync_runs)";
  return {
    tables: [
      `sync_runs as materialized (select * from public.sync_runs where ${wanted})`,
      "sync_run_events as materialized (select e.* from public.sync_run_events e where e.run_id in (select id from sync_runs))",
      `sync_records as materialized (select source, account, run_id, synced_at, missing_at from public.sync_records where ${inScope})`,
      "sync_run_pages as materialized (select p.run_id, p.seq from public.sync_run_pages p where p.run_id in (select id from sync_runs))",
    ],
    values: given.map((name) => options[name]),
  };
}

/**
 * Asks a database whether the promises hold: one statement, which reads and never writes. Any database with Sincro's
 * tables can be asked, at any time, beside whatever runs.
 *
 * Without options the whole database is read; name a scope, a run or a moment where that is too much. Asked often,
 * most of the time goes into planning: let `query` prepare the statement, whose text depends only on which options are
 * given.
 *
 * @returns the violations, in the order of the invariants; none when all hold
 * @throws whatever `query` throws
 * @example
 * ```ts
 * const client = new pg.Client({ connectionString: process.env.DATABASE_URL })
 * await client.connect()
 * const broken = await checkInvariants((sql, values) => client.query(sql, values), { source: "stripe" })
 * for (const { invariant, runId, detail } of broken) console.error(invariant, runId, detail)
 * ```
 */
export async function checkInvariants(
  query: Query,
  options: CheckOptions = {},
): Promise<readonly InvariantViolation[]> {
  const { tables, values } = narrowed(options);
  const asked = (options.of ?? invariants).map(
    ({ name, sql }, place) =>
      `select ${place} as place, '${name}' as invariant, v.run_id, v.detail from (${sharing(sql)}) v`,
  );
  const { rows } = await query(
    `with ${[...tables, ...sharedParts].join(", ")} ${asked.join(" union all ")} order by place, run_id, detail`,
    values,
  );
  return (rows as { invariant: string; run_id: string | null; detail: string }[]).map(
    ({ invariant, run_id, detail }) => ({ invariant, runId: run_id, detail }),
  );
}
