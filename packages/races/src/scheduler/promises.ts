import { isDeepStrictEqual } from "node:util";
import { isActive, isTerminal, type SyncRunRow } from "@sincro/machine";
import { runIn, type Sight } from "./sight.ts";
import type { Step } from "./wire.ts";

/** A promise of the protocol that every step must keep: what is wrong, or null. */
export interface StepPromise {
  readonly promise: string;
  readonly broken: (step: Step) => string | null;
}

const withoutReceipt = ({ stopped_at, updated_at, version, ...rest }: SyncRunRow) => rest;

function changedEnding({ before, after }: Step): string | null {
  for (const run of before.runs.filter(({ status }) => isTerminal(status))) {
    const now = runIn(after, run.id);
    if (now === undefined) return `${run.id} was ${run.status} and is gone`;
    if (!isDeepStrictEqual(withoutReceipt(run), withoutReceipt(now))) {
      return `${run.id} was ${run.status} and was written again${now.status === run.status ? "" : `: ${now.status}`}`;
    }
  }
  return null;
}

function lateRows({ before, after }: Step): string | null {
  for (const [id, count] of after.records) {
    const run = runIn(before, id);
    const more = count - (before.records.get(id) ?? 0);
    if (more > 0 && (run === undefined || !isActive(run.status))) {
      return `${more} rows written for ${id}, which was ${run?.status ?? "not there"}`;
    }
  }
  return null;
}

interface Refusable {
  readonly applied?: unknown;
}

const applied = (answer: unknown): unknown =>
  typeof answer === "object" && answer !== null ? (answer as Refusable).applied : undefined;

function fencedWrite({ answer, right, before }: Step): string | null {
  if (right === undefined || applied(answer) !== true) return null;
  const run = runIn(before, right.runId);
  if (run?.status === "running" && run.fence === right.fence && run.worker === right.worker) return null;
  const now = `${run?.status}, held by ${run?.worker ?? "nobody"} under fence ${run?.fence}`;
  return `${right.worker} under fence ${right.fence} was heard; ${right.runId} was ${now}`;
}

function refusalChanged({ answer, before, after }: Step): string | null {
  if (applied(answer) !== false) return null;
  return isDeepStrictEqual([before.runs, before.records], [after.runs, after.records]) ? null : "it changed a row";
}

interface Lost {
  readonly outcome?: unknown;
  readonly run?: SyncRunRow;
}

function holderNotTold({ answer, after }: Step): string | null {
  const { outcome, run } = (typeof answer === "object" && answer !== null ? answer : {}) as Lost;
  if (outcome !== "conflict" && outcome !== "attached") return null;
  const held = run && runIn(after, run.id);
  return held !== undefined && isActive(held.status) ? null : "the run that it was told holds nothing";
}

const lease = 60_000;

/** A run let go as stale had been silent: for its lease, or for a minute where there are no leases. */
function killed({ before, after }: Step): string | null {
  for (const run of after.runs.filter(({ status }) => status === "stale")) {
    const old = runIn(before, run.id);
    if (old === undefined || !isActive(old.status)) continue;
    const suspicious = old.deadline_at ?? new Date(Date.parse(old.updated_at) + lease).toISOString();
    if (suspicious > after.at)
      return `${run.id} gave a sign of life at ${old.updated_at} and was let go at ${after.at}`;
  }
  return null;
}

const twoActive = ({ after }: Step): string | null => {
  const active = after.runs.filter(({ status }) => isActive(status));
  return active.length < 2 ? null : `${active.map(({ id }) => id).join(" and ")} are active at once`;
};

/** What every step keeps. */
export const stepPromises = [
  { promise: "at most one active run per scope", broken: twoActive },
  { promise: "an ended run never changes", broken: changedEnding },
  { promise: "no row is written by a run that is over", broken: lateRows },
  { promise: "nothing is taken from a worker whose fence has moved", broken: fencedWrite },
  { promise: "a refusal changes nothing", broken: refusalChanged },
  { promise: "the loser of a start learns who holds the scope", broken: holderNotTold },
  { promise: "only silence lets a run go", broken: killed },
] as const satisfies readonly StepPromise[];

/** What must be so when everybody has done: the counters of a run are the rows that it wrote. */
export function wrongCount({ runs, records }: Sight): string | null {
  for (const { id, total_fetched, total_inserted } of runs) {
    const rows = records.get(id) ?? 0;
    if (total_fetched !== rows || total_inserted !== rows)
      return `${id} counted ${total_fetched} and wrote ${rows} rows`;
  }
  return null;
}
