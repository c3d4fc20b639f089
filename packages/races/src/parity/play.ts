import { randomUUID } from "node:crypto";
import { isResumable, type SyncEvent, type SyncRunRow } from "@sincro/machine";
import { syncRunEvent, syncRunRow } from "@sincro/machine/schema";
import { checkInvariants, type Query } from "@sincro/store/invariants";
import type { Client } from "pg";
import { expect } from "vitest";
import type { Deed, Spoken } from "./commands.ts";
import { clock, send, stored, sweeps } from "./through-functions.ts";
import { World } from "./world.ts";

interface StartAnswer {
  readonly outcome: string;
  readonly reason?: string;
  readonly run: unknown;
  readonly cancelled?: readonly unknown[];
}

/** One history, played on PostgreSQL and on the pure machine at once, compared after every deed. */
export class Play {
  readonly #client: Client;
  readonly #source = `history ${randomUUID()}`;
  readonly #world = new World();
  readonly #compared = new WeakMap<SyncRunRow, string>();
  #offsetMs = 0;

  constructor(client: Client) {
    this.#client = client;
  }

  async run(deeds: readonly Spoken[]): Promise<void> {
    await this.#wait(0);
    await this.#client.query("update sync_sweeper set swept_at = null");
    for (const [slice, { deed }] of deeds.entries()) {
      await this.#do(deed, slice);
      await this.#compareRuns();
    }
    await this.#compareHistory();
    const left = this.#world.active;
    if (left !== undefined)
      await this.#client.query("select sync_cancel($1, 'end')", [JSON.stringify({ runId: left.id })]);
    const prepared: Query = (text, values) => this.#client.query({ name: "invariants", text, values });
    expect(await checkInvariants(prepared, { source: this.#source, account: "default" })).toEqual([]);
  }

  async #do(deed: Deed, slice: number): Promise<void> {
    switch (deed.kind) {
      case "wait":
        return await this.#wait(deed.ms);
      case "start":
        return await this.#start("reject", null);
      case "restart":
        return await this.#start("restart", null);
      case "resume":
        return await this.#start("reject", this.#world.newest ?? null);
      case "sweep":
        return await this.#sweep(deed.release);
      case "event":
        return await this.#event(deed.of, slice);
    }
  }

  async #wait(ms: number): Promise<void> {
    this.#offsetMs += ms;
    await this.#client.query("select set_config('sincro.clock_offset', $1, false)", [String(this.#offsetMs)]);
  }

  /** A start sweeps its scope first, restarts cancel, a resume begins where the other run ended. */
  async #start(onConflict: "reject" | "restart", from: SyncRunRow | null): Promise<void> {
    const { rows } = await this.#client.query<{ answer: StartAnswer }>(
      "select sync_start($1, p_mode => '7d', p_on_conflict => $2, p_started_by => 'ana', p_resume_from => $3) as answer",
      [this.#source, onConflict, from?.id ?? null],
    );
    const answer = (rows[0] as { answer: StartAnswer }).answer;
    if (from !== null && !isResumable(from.status)) {
      expect(answer).toMatchObject({ outcome: "refused", reason: "illegal" });
      return;
    }
    const held = this.#world.active;
    if (held !== undefined && onConflict === "restart") {
      const [cancelled] = answer.cancelled ?? [];
      const at = syncRunRow.parse(cancelled).updated_at;
      expect(this.#world.apply(held, { type: "CANCEL", actor: "ana", reason: "restarted" }, at)).toBe(null);
    } else if (held !== undefined) {
      await this.#expire(held, false);
    }
    if (this.#world.active !== undefined) {
      expect(answer.outcome).toBe("conflict");
      expect(syncRunRow.parse(answer.run)).toEqual(this.#world.active);
      return;
    }
    expect(answer.outcome).toBe("started");
    const run = syncRunRow.parse(answer.run);
    const { id, started_at } = run;
    const resumed = from && {
      resumedFrom: from.id,
      checkpoint: from.checkpoint ?? undefined,
      windowStart: from.window_start ?? undefined,
      windowEnd: from.window_end ?? undefined,
    };
    this.#world.apply(
      null,
      {
        type: "START",
        id,
        source: this.#source,
        account: "default",
        mode: from?.mode ?? "7d",
        dryRun: false,
        actor: "ana",
        ...resumed,
      },
      started_at,
    );
  }

  /** What the database made of an expired run at its moment, the machine must make too. */
  async #expire(run: SyncRunRow, release: boolean): Promise<boolean> {
    const after = await stored(this.#client, run.id);
    const applied = after.version > run.version;
    const at = applied ? after.updated_at : await clock(this.#client);
    const event: SyncEvent = {
      type: "EXPIRE",
      queueMoves: this.#world.queueMoves(run, at),
      release: release || undefined,
    };
    expect(this.#world.apply(run, event, at)).toBe(applied ? null : "not_expired");
    return applied;
  }

  async #sweep(release: boolean): Promise<void> {
    await this.#sweepNow(release);
    this.#world.sweeps = await sweeps(this.#client);
  }

  async #sweepNow(release: boolean): Promise<void> {
    const { rows } = await this.#client.query<{ answer: Record<"expired" | "released" | "due", { id: string }[]> }>(
      "select sync_sweep($1) as answer",
      [release],
    );
    const run = this.#world.active;
    if (run === undefined) return;
    const answer = (rows[0] as (typeof rows)[number]).answer;
    const applied = await this.#expire(run, release);
    const after = this.#world.newest as SyncRunRow;
    const ids = (list: readonly { id: string }[]) => list.map(({ id }) => id);
    expect(ids(answer.expired).includes(run.id)).toBe(applied && after.status === "continuing");
    expect(ids(answer.released).includes(run.id)).toBe(applied && after.status === "stale");
    const at = await clock(this.#client);
    expect(ids(answer.due).includes(run.id)).toBe(after.due_at !== null && after.worker === null && after.due_at <= at);
  }

  async #event(of: (run: SyncRunRow, slice: number) => SyncEvent, slice: number): Promise<void> {
    const run = this.#world.newest;
    if (run === undefined) return;
    const event = of(run, slice);
    const answer = await send(this.#client, run, { ...event, at: run.updated_at });
    const reason = this.#world.apply(run, event, answer.at);
    expect(answer.applied).toBe(reason === null);
    if (answer.reason !== undefined) expect(answer.reason).toBe(reason);
  }

  /** All runs of the scope, also those long over. What neither side has touched since it was compared needs no second look. */
  async #compareRuns(): Promise<void> {
    const { rows } = await this.#client.query<{ row: string }>(
      "select to_jsonb(r)::text as row from sync_runs r where source = $1",
      [this.#source],
    );
    const found = new Map(rows.map(({ row }) => [(JSON.parse(row) as { id: string }).id, row]));
    expect([...found.keys()].sort()).toEqual(this.#world.runs.map(({ id }) => id).sort());
    for (const run of this.#world.runs) {
      const row = found.get(run.id) as string;
      if (this.#compared.get(run) === row) continue;
      expect(syncRunRow.parse(JSON.parse(row))).toEqual(run);
      this.#compared.set(run, row);
    }
  }

  async #compareHistory(): Promise<void> {
    const { rows } = await this.#client.query<{ entry: unknown }>(
      "select to_jsonb(e) as entry from sync_run_events e join sync_runs r on r.id = e.run_id where r.source = $1 order by e.n",
      [this.#source],
    );
    const found = rows.map(({ entry }) => {
      const { n: _, ...rest } = syncRunEvent.parse(entry);
      return rest;
    });
    expect(found.map(comparable)).toEqual(this.#world.history.map(comparable));
  }
}

/** A refused event's moment is known only to the call that made it; a moment inside `detail` may be written in another way. */
function comparable(entry: World["history"][number]) {
  const detail = JSON.parse(JSON.stringify(entry.detail), (key, value) =>
    ["dueAt", "windowStart", "windowEnd"].includes(key) ? new Date(value).toISOString() : value,
  );
  const counts = entry.applied ? {} : { inserted: 0, updated: 0, unchanged: 0 };
  return {
    ...entry,
    at: entry.applied ? entry.at : null,
    detail: entry.event === "COMMIT" ? { ...detail, ...counts } : detail,
  };
}
