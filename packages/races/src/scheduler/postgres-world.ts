import { randomUUID } from "node:crypto";
import { syncRunRow } from "@sincro/machine/schema";
import type { RunStore, Scope } from "@sincro/store";
import { postgresStore } from "@sincro/store/postgres";
import type { Client, Pool } from "pg";
import type { Answer } from "../explorer/scenario.ts";
import type { RunNames } from "../old-design/names.ts";
import { said } from "../old-design/said.ts";
import { oldStore } from "../old-design/store.ts";
import type { Sight } from "./sight.ts";
import type { Wire } from "./wire.ts";
import { wiredStore } from "./wired-store.ts";
import type { MakeWorld, World } from "./world.ts";

type Database = Pick<Client, "query"> | Pool;

interface Seen {
  readonly at: string;
  readonly runs: readonly unknown[] | null;
  readonly records: Readonly<Record<string, number>> | null;
}

async function see(db: Database, { source, account }: Scope, offsetMs: number): Promise<Sight> {
  const { rows } = await db.query<{ seen: Seen }>({
    name: "see",
    text: `select jsonb_build_object('at', clock_timestamp() + $3 * interval '1 millisecond',
        'runs', (select jsonb_agg(to_jsonb(r)) from sync_runs r where source = $1 and account = $2),
        'records', (select jsonb_object_agg(run_id, n) from (
          select run_id, count(*) as n from sync_records where source = $1 and account = $2 group by run_id) t)) as seen`,
    values: [source, account, offsetMs],
  });
  const { at, runs, records } = (rows[0] as { seen: Seen }).seen;
  return {
    at: new Date(at).toISOString(),
    runs: (runs ?? []).map((run) => syncRunRow.parse(run)),
    records: new Map(Object.entries(records ?? {})),
  };
}

/** A scope of its own, whose clock begins with the database's. */
function worldOn(
  db: Database,
  setOffset: (ms: number) => Promise<unknown>,
  store: (scope: Scope) => (wire: Wire) => RunStore,
): World {
  const scope = { source: `race ${randomUUID()}`, account: "default" };
  let offsetMs = 0;
  const ready = setOffset(0);
  return {
    scope,
    store: store(scope),
    see: async () => {
      await ready;
      return await see(db, scope, offsetMs);
    },
    advance: async (ms) => {
      offsetMs += ms;
      await setOffset(offsetMs);
    },
  };
}

const offsetOf = (client: Client) => (ms: number) =>
  client.query("select set_config('sincro.clock_offset', $1, false)", [String(ms)]);

/** Worlds of a store that reaches its database in a way of its own. */
export function worldsOf(store: RunStore, db: Database, setOffset: (ms: number) => Promise<unknown>): MakeWorld {
  return (names) => worldOn(db, setOffset, () => (wire) => wiredStore(store, wire, names));
}

/** Worlds on a real PostgreSQL, today's functions. */
export function postgresWorlds(client: Client): MakeWorld {
  return worldsOf(postgresStore(client), client, offsetOf(client));
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
    worldOn(client, offsetOf(client), (scope) => (wire) => {
      const send = ({ say, sql, values = [] }: Parameters<Parameters<typeof oldStore>[0]>[0]) =>
        wire({ does: say, ask: () => answerOf(client, sql, values), said: (answer) => said(answer, names) });
      return oldStore(send, wiredStore(reads, wire, names), scope);
    });
}
