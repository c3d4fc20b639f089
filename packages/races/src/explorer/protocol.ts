import { readFileSync } from "node:fs";
import { checkInvariants, type InvariantViolation, type Query } from "@sincro/store/invariants";
import { testDatabase } from "@sincro/store/testing";
import { Client } from "pg";
import { auditViolations, installAudit } from "../audit/index.ts";
import type { ExploreOptions, Watch } from "./explore.ts";
import { type Instrumented, instrument } from "./instrument.ts";
import type { Scope, Violation } from "./scenario.ts";
import { openStage, type Stage } from "./stage.ts";

/** A database of Sincro in which schedules are played. */
export interface ProtocolStage extends Stage, Instrumented {
  drop(): Promise<void>;
}

/**
 * Makes a database with a witness, pauses and a logical clock, and opens its sessions.
 *
 * @param defect changes the functions before they are instrumented: a seeded defect
 */
export async function openProtocolStage(
  version: 15 | 18,
  actors: number,
  defect?: (admin: Client) => Promise<unknown>,
): Promise<ProtocolStage> {
  const { url, adminUrl, drop } = await testDatabase({ version });
  const admin = new Client({ connectionString: adminUrl });
  await admin.connect();
  await installAudit(admin);
  await defect?.(admin);
  const instrumented = await instrument(admin, { clock: "logical" });
  await admin.query(readFileSync(new URL("drain.sql", import.meta.url), "utf8"));
  await admin.end();
  const stage = await openStage({ url, adminUrl, actors, instrumented: true });
  await stage.admin.query("set plan_cache_mode = force_generic_plan");
  await stage.admin.query("set jit = off");
  return {
    ...stage,
    ...instrumented,
    drop: async () => {
      await stage.close();
      await drop();
    },
  };
}

const names = new Map<string, string>();

/** Planning the invariants takes ten times as long as running them: the server keeps the plan. */
const prepared =
  (admin: Client): Query =>
  (text, values) => {
    const name = names.get(text) ?? `check ${names.size}`;
    names.set(text, name);
    return admin.query({ name, text, values });
  };

const said = (found: readonly InvariantViolation[]): readonly Violation[] =>
  found.map(({ invariant, runId, detail }) => ({ invariant, detail: `run ${runId}: ${detail}` }));

/** The sweep took a run whose deadline had not passed when it did. */
const expiredAlive = `
  select format('run %s, deadline %s, expired at %s', run_id, before ->> 'deadline_at', after ->> 'updated_at') as run
  from audit_entries
  where source = $1 and what = 'run' and operation = 'UPDATE' and (after ->> 'fence')::bigint = (before ->> 'fence')::bigint + 1
    and after ->> 'status' in ('continuing', 'stale') and before ->> 'deadline_at' > after ->> 'updated_at'`;

interface Drained {
  /** How many rounds it took. */
  readonly rounds: number;
  readonly active: number;
  readonly given_up: readonly string[];
  readonly accounts: readonly string[];
}

/** More than any policy's silences: whatever ends, ends in it. */
const rounds = 16;

/**
 * Sincro's promises, after every step in which something may have been committed; in the end a fair worker and a
 * sweeper, who must bring every run to its end, and what the witness saw.
 */
function watchProtocol({ source }: Scope, admin: Client): Watch {
  const query = prepared(admin);
  const check = async () => said(await checkInvariants(query, { source }));
  return {
    step: check,
    end: async () => {
      const { rows } = await query("select race_drain($1, $2) as drained", [source, rounds]);
      const { drained } = rows[0] as { drained: Drained };
      const alive = (await query(expiredAlive, [source])).rows as readonly { run: string }[];
      const stuck = drained.active > 0 ? `${drained.active} active after ${rounds} rounds` : undefined;
      const seen: InvariantViolation[] = [];
      for (const account of drained.accounts) seen.push(...(await auditViolations(query, { source, account })));
      return [
        ...(stuck === undefined ? [] : [{ invariant: "every run ends", detail: stuck }]),
        ...drained.given_up.map((run) => ({ invariant: "no run is given up while a worker is there", detail: run })),
        ...alive.map(({ run }) => ({ invariant: "no live run is expired", detail: run })),
        ...(drained.rounds > 0 ? await check() : []),
        ...said(seen),
      ];
    },
  };
}

/** What the protocol's scenarios are explored with. */
export const protocol = {
  watch: watchProtocol,
  tidy: "truncate sync_runs, sync_run_events, sync_records, sync_run_pages; truncate audit_entries",
} satisfies Partial<ExploreOptions>;
