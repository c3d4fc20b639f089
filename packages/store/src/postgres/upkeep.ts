import { instant, syncRunRow } from "@sincro/machine/schema";
import { Pool } from "pg";
import * as z from "zod";
import { pruneAnswer, read } from "../rpc/answers.ts";
import { repeatable } from "../rpc/retry.ts";
import type { Arguments, FunctionName, Rpc } from "../rpc/rpc.ts";
import { storeFault } from "./fault.ts";
import { pgRpc } from "./pg-rpc.ts";

const alert = z.object({ attempt: z.int().min(1), at: instant, run: syncRunRow });
const alertState = z.object({
  waiting: z.int().min(0),
  givenUp: z.int().min(0),
  lastError: z.string().nullable(),
});

/** A run that failed or got stuck, taken to be told. */
export type Alert = Readonly<z.output<typeof alert>>;
/** How the webhook does: what is tried again, what was given up, and why the last try failed. */
export type AlertState = Readonly<z.output<typeof alertState>>;

/** What came of telling: done, or why not and when to try again (milliseconds from now; absent: never). */
export interface AlertResult {
  readonly error?: string | undefined;
  readonly retryMs?: number | undefined;
}

/** What the servers of an installation do beside running syncs: telling of failures, and forgetting what is old. */
export interface Upkeep {
  /** Takes alerts that are due, for `leaseMs`: nobody else gets them meanwhile. Those older than `freshMs` are no news. */
  takeAlerts(how: {
    readonly limit: number;
    readonly leaseMs: number;
    readonly freshMs: number;
  }): Promise<readonly Alert[]>;
  noteAlert(taken: Alert, result: AlertResult): Promise<void>;
  alertState(withinMs: number): Promise<AlertState>;
  /** `prune`, unless somebody did so in the last `everyMs` milliseconds: then null. */
  retain(keepMs: number, everyMs: number): Promise<number | null>;
  /** How many runs a prune would delete; it is done and taken back, so it waits as a prune would. */
  wouldPrune(keepMs: number): Promise<number>;
  /** The number of the newest migration that was applied. */
  migrated(): Promise<number>;
  close(): Promise<void>;
}

/** Deleting a year of runs takes longer than any other call, in milliseconds. */
const longMs = 600_000;

/**
 * The upkeep of a database, on connections of its own: at most two.
 *
 * @param url `postgres://…`, as `DATABASE_URL` has it
 * @throws {StoreError} from its calls, as `connectPostgres`
 */
export function connectUpkeep(url: string): Upkeep {
  const pool = new Pool({
    connectionString: url,
    application_name: "sincro upkeep",
    max: 2,
    connectionTimeoutMillis: 10_000,
    statement_timeout: longMs,
    keepAlive: true,
  });
  // As in connectPostgres: the pool has dropped it already.
  pool.on("error", () => {});
  const usual = pgRpc(pool, { close: () => pool.end() });
  const patient = pgRpc(pool, { close: () => pool.end(), timeoutMs: longMs + 5_000 });
  const ask = async <T>(schema: z.ZodType<T>, name: FunctionName, args: Arguments, rpc: Rpc = usual) =>
    read(schema, await repeatable(() => rpc.call(name, args)), name);
  return {
    takeAlerts: async ({ limit, leaseMs, freshMs }) => {
      const args = { p_limit: limit, p_lease_ms: leaseMs, p_fresh_ms: freshMs };
      return (await ask(z.object({ alerts: z.array(alert) }), "sync_take_alerts", args)).alerts;
    },
    noteAlert: async ({ run, attempt }, { error, retryMs }) => {
      const args = { p_run_id: run.id, p_attempt: attempt, p_error: error, p_retry_ms: retryMs };
      await ask(z.object({ noted: z.boolean() }), "sync_note_alert", args);
    },
    alertState: (withinMs) => ask(alertState, "sync_alert_state", { p_within_ms: withinMs }),
    retain: async (keepMs, everyMs) => {
      const args = { p_keep: `${keepMs} milliseconds`, p_every_ms: everyMs };
      return (await ask(z.object({ pruned: z.int().min(0).nullable() }), "sync_retain", args, patient)).pruned;
    },
    wouldPrune: (keepMs) => wouldPrune(pool, keepMs),
    migrated: async () => {
      try {
        const { rows } = await pool.query<{ newest: number | null }>(
          "select max(left(name, 4)::integer) as newest from public.sync_migrations",
        );
        return rows[0]?.newest ?? 0;
      } catch (error) {
        throw storeFault(error, "sync_migrations");
      }
    },
    close: () => usual.close(),
  };
}

async function wouldPrune(pool: Pool, keepMs: number): Promise<number> {
  try {
    const client = await pool.connect();
    try {
      await client.query("begin");
      const { rows } = await client.query("select public.sync_prune($1) as answer", [`${keepMs} milliseconds`]);
      return read(pruneAnswer, (rows[0] as { answer: unknown }).answer, "sync_prune").pruned;
    } finally {
      await client.query("rollback").catch(() => undefined);
      client.release();
    }
  } catch (error) {
    throw storeFault(error, "sync_prune");
  }
}
