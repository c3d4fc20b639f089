import type { Json, SyncRunEvent, SyncRunRow } from "@sincro/machine";
import { checkInvariants } from "@sincro/store/invariants";
import { auditViolations } from "../audit/index.ts";
import { bannable } from "./bannable.ts";
import type { Stage } from "./stage.ts";
import { earlier, runOf, type Sync } from "./sync.ts";

/** The pages that the test's account has, with one request at a time. */
const usualPages = 5;

/**
 * What is wrong with a sync whose fault is over; empty when it ended whole: completed, every object there once in its
 * newest version, counters that say so, a history that adds up to them, and a provider that was asked no more than needed.
 *
 * @param pages - how many pages it takes; null where that depends on what overtakes what
 */
export async function problemsOf(
  stage: Stage,
  sync: Sync,
  pages: number | null = usualPages,
): Promise<readonly string[]> {
  const run = await runOf(stage, sync);
  if (run === null) return ["there is no run"];
  const events = await stage.store.events(run.id);
  return [
    ...endingOf(run),
    ...countersOf(stage, run, events),
    ...historyOf(events, pages),
    ...(await recordsOf(stage, sync)),
    ...bannable(stage.provider, run.slice),
    ...(pages === null ? [] : needlessIn(stage, run, pages)),
    ...(await brokenPromises(stage, sync)),
  ];
}

/** What anybody can ask a database, and what only a witness of every write can tell. */
async function brokenPromises({ admin, provider }: Stage, { account }: Sync): Promise<string[]> {
  const scope = { source: provider.name, account };
  const query = (sql: string, values: unknown[]) => admin.query(sql, values);
  const broken = [...(await checkInvariants(query, scope)), ...(await auditViolations(query, scope))];
  return broken.map(({ invariant, detail }) => `${invariant}: ${detail}`);
}

function endingOf({ status, error_code, error_message, worker, deadline_at }: SyncRunRow): string[] {
  const end = { status, error_code, error_message, worker, deadline_at };
  const good = { status: "completed", error_code: null, error_message: null, worker: null, deadline_at: null };
  return differ("the run", end, good);
}

function countersOf(stage: Stage, run: SyncRunRow, events: readonly SyncRunEvent[]): string[] {
  const all = stage.provider.objects().length;
  const { total_fetched: fetched, total_inserted: inserted, total_updated: updated, total_skipped: skipped } = run;
  const commits = events.filter(({ event, applied }) => event === "COMMIT" && applied);
  const sum = (key: string) =>
    commits.reduce((total, { detail }) => total + Number((detail as Record<string, unknown>)[key] ?? 0), 0);
  // What comes again is what the database has by then: unchanged.
  const again = stage.provider.comesAgain ? Math.max(0, fetched - all) : 0;
  const added = commits.reduce((total, { records }) => total + (records ?? 0), 0);
  return [
    ...differ(
      "the counters",
      { fetched, inserted, updated, skipped },
      {
        fetched: all + again,
        inserted: all - earlier.changed - earlier.unchanged,
        updated: earlier.changed,
        skipped: earlier.unchanged + again,
      },
    ),
    ...differ(
      "the counters beside the sum of the commits",
      { fetched, inserted, updated, skipped },
      { fetched: added, inserted: sum("inserted"), updated: sum("updated"), skipped: sum("unchanged") },
    ),
  ];
}

function historyOf(events: readonly SyncRunEvent[], pages: number | null): string[] {
  const applied = events.filter((event) => event.applied);
  const seqs = applied.filter(({ event }) => event === "COMMIT").map(({ seq }) => seq);
  const breaks = applied.slice(1).filter(({ from_status }, index) => from_status !== applied[index]?.to_status);
  return [
    ...differ(
      "the numbers of the commits",
      seqs,
      Array.from({ length: pages ?? seqs.length }, (_, index) => index + 1),
    ),
    ...differ("the breaks in the history", breaks, []),
    ...differ("the beginning and the end", [applied[0]?.event, applied.at(-1)?.event], ["START", "COMPLETE"]),
  ];
}

/** What is wrong with the records of an account: lost, of nobody, or not in their newest version. */
export async function recordsOf({ admin, provider }: Stage, { account }: Sync): Promise<string[]> {
  const { nameOf = ({ object, id }) => `${object} ${id}` } = provider;
  const { rows } = await admin.query<{ object: string; id: string; data: Json; missing: boolean }>(
    `select object, external_id as id, data, missing_at is not null as missing from sync_records
     where source = $1 and account = $2`,
    [provider.name, account],
  );
  const wanted = new Map(provider.objects().map((record) => [nameOf(record), sorted(record.data)]));
  const lost = new Set(wanted.keys());
  const wrong: string[] = [];
  for (const { missing, ...row } of rows) {
    if (!lost.delete(nameOf(row))) wrong.push(`${row.id} is not the provider's, or there twice`);
    else if (sorted(row.data) !== wanted.get(nameOf(row))) wrong.push(`${row.id} is not in its newest version`);
    else if (missing) wrong.push(`${row.id} is marked as missing`);
  }
  return [...wrong.slice(0, 3), ...(lost.size > 0 ? [`${lost.size} objects are lost: ${[...lost].slice(0, 3)}`] : [])];
}

/** A slice asks for a page once, and one page ahead; only what the provider spoilt is asked for again. */
function needlessIn({ fake }: Stage, { slice }: SyncRunRow, pages: number): string[] {
  const { length } = fake.log.entries.filter(({ fault }) => fault === null);
  return length > pages + 2 * (slice - 1) ? [`${length} requests for ${pages} pages, ${slice} slices`] : [];
}

function differ(what: string, is: unknown, should: unknown): string[] {
  return sorted(is) === sorted(should) ? [] : [`${what}: ${sorted(is)}, and not ${sorted(should)}`];
}

/** As JSON with sorted keys: PostgreSQL keeps the content of an object, not its order. */
function sorted(value: unknown): string {
  return JSON.stringify(value, (_, inner: unknown) =>
    typeof inner === "object" && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}
