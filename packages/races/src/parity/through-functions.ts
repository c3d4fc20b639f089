import type { At, SyncRunRow } from "@sincro/machine";
import { instant, syncRunRow } from "@sincro/machine/schema";
import type { Client } from "pg";

/** What a SQL function said of an event, and the row afterwards. `reason` is undefined where the function gives none. */
export interface Answer {
  readonly applied: boolean;
  readonly reason: string | null | undefined;
  readonly run: SyncRunRow;
  /** A moment between the call's beginning and its end, for refusals. */
  readonly at: string;
}

async function ask<T>(client: Client, sql: string, values: readonly unknown[]): Promise<T> {
  const { rows } = await client.query<{ answer: T }>(sql, [...values]);
  return (rows[0] as { answer: T }).answer;
}

/** The database's clock. */
export async function clock(client: Client): Promise<string> {
  return instant.parse(await ask(client, "select to_jsonb(sync_now()) as answer", []));
}

/** The first and the last of the sweeps that followed each other. */
export async function sweeps(client: Client): Promise<{ readonly first: string; readonly last: string }> {
  const answer = await ask<Record<"first" | "last", unknown>>(
    client,
    "select jsonb_build_object('first', watched_since, 'last', swept_at) as answer from sync_sweeper",
    [],
  );
  return { first: instant.parse(answer.first), last: instant.parse(answer.last) };
}

/** The stored row. */
export async function stored(client: Client, id: string): Promise<SyncRunRow> {
  return syncRunRow.parse(await ask(client, "select to_jsonb(r) as answer from sync_runs r where id = $1", [id]));
}

interface Sent {
  readonly applied: boolean;
  readonly reason: string | null;
}

/** Records that make a page's counts come true: `updated` and `unchanged` ones are there before, by nobody. */
async function commit(client: Client, row: SyncRunRow, event: At & { type: "COMMIT" }): Promise<Sent> {
  const record = (id: string, version: number) => ({ object: "customer", id: `${row.id} ${id}`, data: { version } });
  const named = (name: string, count: number, version: number) =>
    Array.from({ length: count }, (_, index) => record(`${event.seq} ${name} ${index}`, version));
  await client.query(
    `insert into sync_records (source, account, object, external_id, data, hash, run_id, synced_at)
     select $1, $2, r ->> 'object', r ->> 'id', r -> 'data', md5((r -> 'data')::text)::uuid,
       '00000000-0000-0000-0000-000000000000', sync_now()
     from jsonb_array_elements($3::jsonb) r on conflict do nothing`,
    [
      row.source,
      row.account,
      JSON.stringify([...named("updated", event.updated, 1), ...named("unchanged", event.unchanged, 1)]),
    ],
  );
  const page = [
    ...named("inserted", event.inserted, 1),
    ...named("updated", event.updated, 2),
    ...named("unchanged", event.unchanged, 1),
  ];
  return await ask(client, "select sync_commit($1, $2, $3, $4, $5, $6, $7) as answer", [
    row.id,
    event.fence,
    event.worker,
    event.seq,
    JSON.stringify(page),
    JSON.stringify(event.checkpoint),
    event.total ?? null,
  ]);
}

async function call(client: Client, row: SyncRunRow, event: At): Promise<Partial<Sent>> {
  switch (event.type) {
    case "START": {
      const answer = await ask<{ outcome: string }>(client, "select sync_start($1, $2) as answer", [
        row.source,
        row.account,
      ]);
      return { applied: answer.outcome === "started" };
    }
    case "COMMIT":
      return await commit(client, row, event);
    case "CANCEL": {
      const answer = await ask<{ receipt: { cancelled: boolean }[] }>(
        client,
        "select sync_cancel($1, $2, $3) as answer",
        [JSON.stringify({ runId: row.id }), event.actor, event.reason ?? null],
      );
      return { applied: answer.receipt[0]?.cancelled === true };
    }
    case "EXPIRE": {
      const answer = await ask<Record<"expired" | "released", { id: string }[]>>(
        client,
        "select sync_sweep($1) as answer",
        [event.release ?? false],
      );
      return { applied: [...answer.expired, ...answer.released].some(({ id }) => id === row.id) };
    }
    default: {
      const { at: _, ...sent } = event;
      return await ask(client, "select sync_send($1, $2) as answer", [row.id, JSON.stringify(sent)]);
    }
  }
}

/** Sends an event to a stored run through the function that carries it. */
export async function send(client: Client, row: SyncRunRow, event: At): Promise<Answer> {
  const at = await clock(client);
  const answer = await call(client, row, event);
  const run = await stored(client, row.id);
  return {
    applied: answer.applied === true,
    reason: answer.reason,
    run,
    at: answer.applied === true ? run.updated_at : at,
  };
}
