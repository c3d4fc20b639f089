import type { Upkeep } from "@sincro/store/postgres";
import { deliverAlerts } from "../alerts/deliver.ts";
import type { Log } from "../output/log.ts";
import type { Texts } from "../output/terminal.ts";
import type { Home } from "./home.ts";
import { describe } from "./slices.ts";

/** A day, less what sweeps may be late by: old runs go once a day. */
const pruneEveryMs = 23 * 3_600_000;

/** What is done after a sweep, beside it: a receiver that hangs keeps no run waiting. */
export interface Chores {
  /** Begins, unless the last round is still under way. Never throws. */
  start(): void;
  /** Resolves when what is under way is done. */
  stop(): Promise<void>;
}

/** What chores are told. */
export interface ChoresOptions {
  readonly upkeep: Upkeep;
  readonly home: Home;
  readonly texts: Texts;
  readonly log: Log;
}

/** Tells the webhook of failures, and deletes old runs, where that is wanted. */
export function openChores({ upkeep, home, texts, log }: ChoresOptions): Chores {
  const { webhook, keepMs, secrets } = home.config;
  const stopping = new AbortController();
  const faults = (event: string) => (error: unknown) =>
    log(`${event}: ${describe(error, home)}`, { level: "error", event });
  const tell = async () => {
    if (webhook === undefined) return;
    const onFailed = (what: string, run: { readonly id: string; readonly source: string }) =>
      log(`webhook: ${run.source} ${run.id}: ${what}`, {
        level: "warn",
        event: "webhook",
        run: run.id,
        source: run.source,
      });
    const { signal } = stopping;
    await deliverAlerts({ signal, upkeep, webhook, secrets, texts, onFailed });
  };
  const forget = async () => {
    if (keepMs === undefined) return;
    const pruned = await upkeep.retain(keepMs, pruneEveryMs);
    if (pruned !== null) log(`prune: ${pruned} runs deleted`, { event: "prune", pruned });
  };
  let round: Promise<void> | undefined;
  return {
    start: () => {
      if (stopping.signal.aborted) return;
      round ??= tell()
        .catch(faults("webhook"))
        .then(forget)
        .catch(faults("prune"))
        .finally(() => {
          round = undefined;
        });
    },
    stop: async () => {
      stopping.abort();
      await round;
    },
  };
}
