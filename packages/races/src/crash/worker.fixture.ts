// A worker in a process of its own, for the tests that kill it: real store, real source, real dispatcher, with a tap on
// each observable step. Orders and answers are messages; it ends with its parent.
import { flushCompileCache } from "node:module";
import type { SyncRunRow } from "@sincro/machine";
import { postgresStore } from "@sincro/store/postgres";
import { createDispatcher, runSlice, type SliceOutcome, startRun } from "@sincro/worker";
import { Pool } from "pg";
import { defective } from "./defects.ts";
import type { Order, Told, WorkerConfig } from "./protocol.ts";
import { connectionOf, rateShare, sourceOf } from "./source-of.ts";
import { reached, Steps } from "./steps.ts";
import { tappedFetch, tappedPool } from "./tap.ts";

const config = JSON.parse(process.argv[2] as string) as WorkerConfig;
const tell = (told: Told) => void process.send?.(told);

/** A run that is due later than this is left to whoever sweeps then, in milliseconds. */
const longestWaitMs = 1_000;

let stopAt: string | undefined;
let dieAt: string | undefined;
let go = () => {};
let drain = new AbortController();
let runId: string | undefined;

const steps = new Steps(async (step) => {
  if (dieAt !== undefined && reached(step, dieAt)) process.kill(process.pid, "SIGKILL");
  // After its third page the slice hands over; in mid-slice it is asked for a sign of life.
  if (step === "COMMIT 3: before") drain.abort();
  if (/^COMMIT [14]: answered$/.test(step) && runId !== undefined) dispatcher.nudge(runId);
  if (step !== stopAt) return;
  const going = Promise.withResolvers<void>();
  go = going.resolve;
  tell({ kind: "at", step });
  await going.promise;
});

const pool = new Pool({
  connectionString: config.databaseUrl,
  application_name: config.name,
  max: 4,
  statement_timeout: 30_000,
});
pool.on("error", () => {}); // broken while idle: the pool has dropped it
const { queryable, source } = defective(config.defect, tappedPool(pool, steps), sourceOf(config));
const store = postgresStore(queryable);
const { streams } = config;
const connection = { ...connectionOf(config), fetch: tappedFetch(steps) };

let outcomes: string[] = [];
const dispatcher = createDispatcher({
  run: async (run, controls) => {
    drain = new AbortController();
    const part = { store, source, connection, streams, rateShare };
    const outcome = await runSlice({ ...part, run, ...controls, drain: drain.signal });
    outcomes.push("reason" in outcome ? `${outcome.kind}: ${outcome.reason}` : outcome.kind);
    // Nobody waits here: time is the test's to pass.
    return "dueInMs" in outcome && (outcome.dueInMs ?? 0) > longestWaitMs ? withoutDue(outcome) : outcome;
  },
  onError: fail,
});

function withoutDue({ run }: { readonly run: SyncRunRow | null }): SliceOutcome {
  return { kind: "not_claimed", run, reason: "not_due" };
}

function fail(error: unknown): void {
  tell({ kind: "failed", message: error instanceof Error ? `${error.stack}` : String(error) });
}

async function sync({ account, requestId }: Extract<Order, { kind: "sync" }>): Promise<void> {
  steps.restart();
  outcomes = [];
  const got = await startRun(store, { source: source.manifest.name, account, requestId, mode: "full" });
  if (got.outcome !== "started") throw new Error(`the start was answered ${got.outcome}`);
  runId = got.run.id;
  const { due } = await store.sweep();
  dispatcher.dispatch(due.find(({ id }) => id === runId) ?? got.run);
  await dispatcher.idle();
  tell({ kind: "done", outcomes, steps: steps.passed });
}

process.on("message", (order: Order) => {
  ({ stopAt } = order);
  if (order.kind === "go") return go();
  ({ dieAt } = order);
  sync(order).catch(fail);
});
process.once("disconnect", () => process.exit());
await Promise.allSettled([store.status(), store.status()]); // connections for a page and a beat, if the database is there
steps.restart();
flushCompileCache(); // who is killed leaves none
tell({ kind: "ready" });
