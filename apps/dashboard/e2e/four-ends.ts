import { looking } from "../../cli/src/e2e/truth.fixture.ts";

/** A run that is over: what was saved, how long it took, and how it ended. */
interface End {
  readonly source: string;
  readonly records: number;
  readonly tookMs: number;
  /** Null: it fell silent and was let go. */
  readonly event: Readonly<Record<string, unknown>> | null;
}

const hold = { fence: 2, worker: "w" };

/** Each source has ended in another way; all were started by Ana. */
export const ends = {
  completed: { source: "stripe", records: 31, tookMs: 51_000, event: { type: "COMPLETE", ...hold, seq: 1 } },
  failed: {
    source: "paypal",
    records: 17,
    tookMs: 42_000,
    event: { type: "FAIL", ...hold, error: { code: "provider_rejected", message: "The provider said no." } },
  },
  cancelled: {
    source: "ghl",
    records: 8,
    tookMs: 33_000,
    event: { type: "CANCEL", actor: "marta", reason: "cierre de mes" },
  },
  stale: { source: "manychat", records: 4, tookMs: 124_000, event: null },
} as const satisfies Readonly<Record<string, End>>;

/** A way in which a run ends. */
export type Ending = keyof typeof ends;

/** Makes the four runs, each in one transaction, so that no sweep of a server meets them half done; answers their ids. */
export function fourEnds(url: string): Promise<Readonly<Record<Ending, string>>> {
  return looking(url, async (client) => {
    const ids: Partial<Record<Ending, string>> = {};
    const setClock = (ms: number) => client.query("select set_config('sincro.clock_offset', $1, true)", [String(ms)]);
    for (const [ending, { source, records, tookMs, event }] of Object.entries(ends)) {
      await client.query("begin");
      await setClock(-tookMs);
      const { rows } = await client.query<{ id: string }>(
        "select sync_start($1, p_worker => 'w', p_started_by => 'ana') -> 'run' ->> 'id' as id",
        [source],
      );
      const id = rows[0]?.id ?? "";
      const page = Array.from({ length: records }, (_, n) => ({ object: "thing", id: `t${n}`, data: { n } }));
      await client.query("select sync_commit($1, 2, 'w', 1, $2, '1')", [id, JSON.stringify(page)]);
      await setClock(0);
      if (event === null) await client.query("select sync_sweep(true)");
      else await client.query("select sync_send($1, $2)", [id, JSON.stringify(event)]);
      await client.query("commit");
      ids[ending as Ending] = id;
    }
    return ids as Record<Ending, string>;
  });
}

/** Inserts a run as older code did that knew no CHECK and no trigger, and puts both back for what is written from now on. */
export function insertedByHand(url: string, status: string): Promise<string> {
  return looking(url, async (client) => {
    const { rows: checks } = await client.query<{ conname: string; definition: string }>(
      `select conname, pg_get_constraintdef(oid) as definition from pg_constraint
        where conrelid = 'sync_runs'::regclass and contype = 'c'`,
    );
    await client.query("begin");
    await client.query("set local session_replication_role = replica");
    for (const { conname } of checks) await client.query(`alter table sync_runs drop constraint ${conname}`);
    const { rows } = await client.query<{ id: string }>(
      `insert into sync_runs (source, status, started_at, completed_at, total_fetched)
        values ('stripe', $1, now() - interval '25 seconds', now(), 9) returning id`,
      [status],
    );
    for (const { conname, definition } of checks) {
      await client.query(`alter table sync_runs add constraint ${conname} ${definition} not valid`);
    }
    await client.query("commit");
    return rows[0]?.id ?? "";
  });
}
