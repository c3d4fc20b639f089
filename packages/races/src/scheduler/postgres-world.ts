import { randomUUID } from "node:crypto";
import { syncRunRow } from "@sincro/machine/schema";
import type { RunStore, Scope } from "@sincro/store";
import { postgresStore } from "@sincro/store/postgres";
import type { Client } from "pg";
import type { Answer } from "../explorer/scenario.ts";
import type { RunNames } from "../old-design/names.ts";
import { said } from "../old-design/said.ts";
import { oldStore } from "../old-design/store.ts";
import type { Sight } from "./sight.ts";
import type { Wire } from "./wire.ts";
import { wiredStore } from "./wired-store.ts";
import type { MakeWorld, World } from "./world.ts";

interface Seen {
  readonly at: string;
  readonly runs: readonly unknown[] | null;
  readonly records: Readonly<Record<string, number>> | null;
}

async function see(client: Client, { source, account }: Scope): Promise<Sight> {
  const { rows } = await client.query<{ seen: Seen }>({
    name: "see",
    text: `select jsonb_build_object('at', sync_now(),
        'runs', (select jsonb_agg(to_jsonb(r)) from sync_runs r where source = $1 and account = $2),
        'records', (select jsonb_object_agg(run_id, n) from (
          select run_id, count(*) as n from sync_records where source = $1 and account = $2 group by run_id) t)) as seen`,
    values: [source, account],
  });
  const { at, runs, records } = (rows[0] as { seen: Seen }).seen;
  return {
    at: new Date(at).toISOString(),
    runs: (runs ?? []).map((run) => syncRunRow.parse(run)),
    records: new Map(Object.entries(records ?? {})),
  };
}

/** A scope of its own and a clock of its own on one session: what arrives there is done in the order of arrival. */
function worldOn(client: Client, store: (scope: Scope) => (wire: Wire) => RunStore): World {
  const scope = { source: `race ${randomUUID()}`, account: "default" };
  let offsetMs = 0;
  const shift = async (ms: number) => {
    offsetMs += ms;
    await client.query("select set_config('sincro.clock_offset', $1, false)", [String(offsetMs)]);
  };
  const ready = shift(0);
  return {
    scope,
    store: store(scope),
    see: async () => {
      await ready;
      return await see(client, scope);
    },
    advance: shift,
  };
}

/** Worlds on a real PostgreSQL, today's functions. */
export function postgresWorlds(client: Client): MakeWorld {
  const store = postgresStore(client);
  return (names) => worldOn(client, () => (wire) => wiredStore(store, wire, names));
}

async function answerOf(client: Client, sql: string, values: readonly unknown[]): Promise<Answer> {
  try {
    return { ok: true, rows: (await client.query<Record<string, unknown>>(sql, [...values])).rows };
  } catch (error) {
    return { ok: false, code: String((error as { code?: unknown }).code), message: (error as Error).message };
  }
}

/** Worlds on a database of the old design: a call is several statements, and each goes over the wire by itself. */
export function oldWorlds(client: Client): MakeWorld {
  const reads = postgresStore(client);
  return (names: RunNames) =>
    worldOn(client, (scope) => (wire) => {
      const send = ({ say, sql, values = [] }: Parameters<Parameters<typeof oldStore>[0]>[0]) =>
        wire({ does: say, ask: () => answerOf(client, sql, values), said: (answer) => said(answer, names) });
      return oldStore(send, wiredStore(reads, wire, names), scope);
    });
}
