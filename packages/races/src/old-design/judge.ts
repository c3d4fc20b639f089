import { checkInvariants, type InvariantViolation, invariants, type Query } from "@sincro/store/invariants";
import type { Client } from "pg";
import { auditViolations } from "../audit/index.ts";
import type { Watch } from "../explorer/index.ts";
import type { Scope, Violation } from "../explorer/scenario.ts";
import type { Judged } from "./cases/index.ts";

interface Question {
  readonly promise: string;
  readonly sql: string;
}

/** What is asked beside Sincro's own invariants, which look into a history that the old design did not write. */
const questions: Partial<Record<Judged, Question>> = {
  "counters-add-up": {
    promise: "A run counts the records that it wrote, each once.",
    sql: `
      select r.id as run_id, format('%s counted, %s written', r.total_fetched, count(t.run_id)) as detail
      from sync_runs r left join sync_records t on t.source = r.source and t.account = r.account and t.run_id = r.id
      where r.source = $1 and r.account = $2
      group by r.id, r.total_fetched having r.total_fetched <> count(t.run_id)`,
  },
  "only-silence-lets-go": {
    promise: "A run that gives signs of life is never let go, however old it is.",
    sql: `
      select run_id, format('let go as stale %s s after its last sign of life',
        round(extract(epoch from (after ->> 'updated_at')::timestamptz - (before ->> 'updated_at')::timestamptz))) as detail
      from audit_entries
      where source = $1 and account = $2 and what = 'run' and after ->> 'status' = 'stale' and before ->> 'status' = 'running'
        and (before ->> 'updated_at')::timestamptz > (after ->> 'updated_at')::timestamptz - interval '60 seconds'`,
  },
  "cancel-names-its-run": {
    promise: "A cancel hits the run that it was meant for, and no other.",
    sql: `
      select id as run_id, format('cancelled by a click that was meant for run %s', error_message) as detail
      from sync_runs where source = $1 and account = $2 and status = 'cancelled' and error_message <> id::text`,
  },
};

/** The promise behind a name, in a sentence. */
export function promiseOf(name: Judged): string {
  return (questions[name] ?? invariants.find((invariant) => invariant.name === name))?.promise ?? name;
}

const said = ({ invariant, runId, detail }: InvariantViolation): Violation => ({
  invariant,
  detail: runId === null ? detail : `run ${runId}: ${detail}`,
});

async function asked(query: Query, name: Judged, { source, account }: Scope): Promise<readonly Violation[]> {
  const question = questions[name];
  if (question === undefined) return [];
  const { rows } = await query(question.sql, [source, account]);
  return (rows as { run_id: string; detail: string }[]).map(({ run_id, detail }) =>
    said({ invariant: name, runId: run_id, detail }),
  );
}

const prepared = new Map<string, string>();

/** Planning these statements takes longer than running them: the server keeps the plans. */
const queryOf =
  (admin: Client): Query =>
  (text, values) => {
    const name = prepared.get(text) ?? `judge ${prepared.size}`;
    prepared.set(text, name);
    return admin.query({ name, text, values });
  };

/** Judges the old design by one promise: what the witness saw at each step, and what is counted in the end. */
export const judgeOld =
  (name: Judged) =>
  (scope: Scope, admin: Client): Watch => {
    const query = queryOf(admin);
    const seen = async () =>
      (await auditViolations(query, scope)).filter(({ invariant }) => invariant === name).map(said);
    const atOnce = name !== "counters-add-up";
    return {
      step: async () => [...(await seen()), ...(atOnce ? await asked(query, name, scope) : [])],
      end: async () => await asked(query, name, scope),
    };
  };

/**
 * Judges today's functions by every invariant there is and by the same promise: after each call, or (`end`) when all
 * have done, when the witness still knows what happened on the way.
 */
export const judgeNow =
  (name: Judged, when: "step" | "end") =>
  (scope: Scope, admin: Client): Watch => {
    const query = queryOf(admin);
    const { source, account } = scope;
    const check = async () => [
      ...(await checkInvariants(query, { source, account })).map(said),
      ...(await asked(query, name, scope)),
    ];
    return {
      step: async () => (when === "step" ? await check() : []),
      end: async () => [...(await check()), ...(await auditViolations(query, scope)).map(said)],
    };
  };
