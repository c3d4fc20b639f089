import { randomUUID } from "node:crypto";
import { policy, type SyncRunRow } from "@sincro/machine";
import { checkInvariants, type InvariantViolation, invariants, liveness, type Query } from "@sincro/store/invariants";
import type { Client } from "pg";
import { expect } from "vitest";
import { stored } from "../parity/through-functions.ts";
import { call } from "../sessions.ts";

const all = [...invariants, ...liveness];

/** What an event was answered. */
export interface Answer {
  readonly applied: boolean;
  readonly reason: string | null;
  readonly run: SyncRunRow;
}

/** What a sweep did. */
export interface Swept {
  readonly expired: readonly SyncRunRow[];
  readonly released: readonly SyncRunRow[];
  readonly due: readonly SyncRunRow[];
}

/**
 * A database whose clock the test moves, with one sweeper that sweeps when time passes. Every invariant is asked after
 * every passage of time, of one source that nobody else uses.
 */
export class Watched {
  readonly source: string;
  readonly #client: Client;
  #offsetMs = 0;

  private constructor(client: Client, source: string) {
    this.#client = client;
    this.source = source;
  }

  static async begin(client: Client, source = `watched ${randomUUID()}`): Promise<Watched> {
    const watched = new Watched(client, source);
    await watched.#setClock(0);
    await client.query("update sync_sweeper set swept_at = null");
    await watched.sweep();
    return watched;
  }

  /** Lets time pass with nobody at work but the sweeper, at its pace; answers the sweeps. */
  async pass(ms: number, each?: (swept: Swept) => Promise<void>): Promise<void> {
    for (let left = ms; left > 0; left -= policy.sweepMs) {
      await this.jump(Math.min(left, policy.sweepMs));
      const swept = await this.sweep();
      await each?.(swept);
    }
    expect(await this.broken()).toEqual([]);
  }

  /** Lets time pass with nobody at work at all. */
  async jump(ms: number): Promise<void> {
    await this.#setClock(this.#offsetMs + ms);
  }

  async #setClock(offsetMs: number): Promise<void> {
    this.#offsetMs = offsetMs;
    await this.#client.query("select set_config('sincro.clock_offset', $1, false)", [String(offsetMs)]);
  }

  sweep(): Promise<Swept> {
    return call<Swept>(this.#client, "sync_sweep()");
  }

  async start(account = "default"): Promise<SyncRunRow> {
    return (await call<Answer>(this.#client, "sync_start($1, $2)", [this.source, account])).run;
  }

  send(runId: string, event: Record<string, unknown>): Promise<Answer> {
    return call<Answer>(this.#client, "sync_send($1, $2)", [runId, JSON.stringify(event)]);
  }

  /** Claims a run that is due. */
  async claim(runId: string, worker: string): Promise<{ readonly fence: number; readonly worker: string }> {
    const { reason, run } = await this.send(runId, { type: "CLAIM", worker });
    expect(reason).toBeNull();
    return { fence: run.fence, worker };
  }

  /** Commits a page of one record. */
  commit(runId: string, hold: { readonly fence: number; readonly worker: string }, seq: number): Promise<Answer> {
    const page = JSON.stringify([{ object: "contact", id: `${runId} ${seq}`, data: { seq } }]);
    return call<Answer>(this.#client, "sync_commit($1, $2, $3, $4, $5, $6)", [
      runId,
      hold.fence,
      hold.worker,
      seq,
      page,
      JSON.stringify({ seq }),
    ]);
  }

  row(runId: string): Promise<SyncRunRow> {
    return stored(this.#client, runId);
  }

  /** The events of a run, in order. */
  async events(runId: string): Promise<readonly string[]> {
    return await call(
      this.#client,
      "(select jsonb_agg(event order by n) from sync_run_events where run_id = $1 and applied)",
      [runId],
    );
  }

  async now(): Promise<number> {
    return Date.parse(await call<string>(this.#client, "to_jsonb(sync_now())"));
  }

  broken(): Promise<readonly InvariantViolation[]> {
    const prepared: Query = (text, values) => this.#client.query({ name: "watched", text, values });
    return checkInvariants(prepared, { source: this.source, of: all });
  }
}

export const second = 1_000;
export const minute = 60 * second;
