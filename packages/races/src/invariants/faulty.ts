import { randomUUID } from "node:crypto";
import { isActive, policy, type SyncRunRow } from "@sincro/machine";
import { syncRunRow } from "@sincro/machine/schema";
import { checkInvariants, type InvariantViolation, invariants, liveness } from "@sincro/store/invariants";
import type { Client } from "pg";
import type { Deed, Spoken } from "../parity/commands.ts";
import { send } from "../parity/through-functions.ts";
import { call } from "../sessions.ts";
import type { Swept } from "./watched.ts";

const all = [...invariants, ...liveness];
const accounts = ["a", "b", "c"] as const;

/** One source with some accounts, in which anything happens for a while, and then nothing unusual any more. */
export class Faulty {
  readonly #client: Client;
  readonly #source = `faulty ${randomUUID()}`;
  #offsetMs = 0;
  #slices = 0;

  constructor(client: Client) {
    this.#client = client;
  }

  /** Puts the clock back to now: this source knows of no other time. */
  async begin(): Promise<void> {
    await this.#wait(0);
    await this.#client.query("update sync_sweeper set swept_at = null");
  }

  /** What happens, to one account after the other. */
  async suffer(history: readonly Spoken[]): Promise<void> {
    for (const [index, { deed }] of history.entries()) {
      await this.#do(deed, accounts[index % accounts.length] as string);
    }
  }

  async #do(deed: Deed, account: string): Promise<void> {
    const start = (more: string, values: unknown[] = []) =>
      call(this.#client, `sync_start($1, $2${more})`, [this.#source, account, ...values]);
    const newest = (await this.#rows(account)).at(-1);
    switch (deed.kind) {
      case "wait":
        await this.#wait(deed.ms);
        return;
      case "start":
        await start("");
        return;
      case "restart":
        await start(", p_on_conflict => 'restart'");
        return;
      case "resume":
        if (newest !== undefined) await start(", p_resume_from => $3", [newest.id]);
        return;
      case "sweep":
        await call(this.#client, "sync_sweep($1)", [deed.release]);
        return;
      case "event":
        if (newest === undefined) return;
        this.#slices += 1;
        await send(this.#client, newest, { ...deed.of(newest, this.#slices), at: newest.updated_at });
    }
  }

  /**
   * A sweeper at its pace, and a worker that takes what it is called for, commits a page and completes. Answers after
   * how many sweeps nothing was active; time with nothing to do is jumped over.
   */
  async recover(most: number): Promise<number> {
    for (let sweeps = 0; sweeps <= most; sweeps += 1) {
      const active = (await this.#rows()).filter(({ status }) => isActive(status));
      if (active.length === 0) return sweeps;
      const now = Date.parse(await call<string>(this.#client, "to_jsonb(sync_now())"));
      const next = Math.min(
        ...active.map((run) => Date.parse((run.worker === null && run.due_at) || (run.deadline_at as string))),
      );
      await this.#wait(Math.max(policy.sweepMs, next - now));
      const { due } = await call<Swept>(this.#client, "sync_sweep()");
      for (const run of due) if (run.source === this.#source) await this.#work(run);
    }
    return Number.POSITIVE_INFINITY;
  }

  async #work({ id }: SyncRunRow): Promise<void> {
    this.#slices += 1;
    const worker = `healthy ${this.#slices}`;
    const tell = (event: object) =>
      call<{ applied: boolean; run: SyncRunRow }>(this.#client, "sync_send($1, $2)", [id, JSON.stringify(event)]);
    const { applied, run } = await tell({ type: "CLAIM", worker });
    if (!applied) return;
    const { fence } = run;
    const seq = run.commit_seq + 1;
    const page = JSON.stringify([{ object: "customer", id: `${id} ${seq}`, data: { seq } }]);
    await call(this.#client, "sync_commit($1, $2, $3, $4, $5, $6)", [
      id,
      fence,
      worker,
      seq,
      page,
      JSON.stringify({ end: seq }),
    ]);
    await tell({ type: "COMPLETE", fence, worker, seq });
  }

  broken(): Promise<readonly InvariantViolation[]> {
    return checkInvariants((text, values) => this.#client.query({ name: "faulty", text, values }), {
      source: this.#source,
      of: all,
    });
  }

  /** How the runs ended, in the order of their starts. */
  async endings(): Promise<readonly string[]> {
    return (await this.#rows()).map(({ status }) => status);
  }

  async #rows(account?: string): Promise<readonly SyncRunRow[]> {
    const { rows } = await this.#client.query<{ row: unknown }>(
      "select to_jsonb(r) as row from sync_runs r where source = $1 and account = coalesce($2, account) order by started_at, id",
      [this.#source, account ?? null],
    );
    return rows.map(({ row }) => syncRunRow.parse(row));
  }

  async #wait(ms: number): Promise<void> {
    this.#offsetMs += ms;
    await this.#client.query("select set_config('sincro.clock_offset', $1, false)", [String(this.#offsetMs)]);
  }
}
