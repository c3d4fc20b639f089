import { Client } from "pg";
import type { Answer, Statement } from "./scenario.ts";

/** An actor's session. */
export interface Seat {
  readonly pid: number;
  /** Sends a statement; the answer comes when the server has ended it, errors included. */
  send(statement: Statement): Promise<Answer>;
  /** Calls back at each pause, with its label. */
  onPause(listener: (label: string) => void): void;
  /** Lets the session go on from the pause where it is. */
  release(): Promise<void>;
  /** Policy settings and pause depth of the session; depth 0: never pauses. */
  prepare(depth: number, settings: Readonly<Record<string, string>>): Promise<void>;
}

/** A database with the sessions that schedules are played in. They are reused: thousands of schedules, one stage. */
export interface Stage {
  readonly seats: readonly Seat[];
  /** Superuser, for locks and checks. */
  readonly admin: Client;
  /** The owner's session, for what is not part of the race. */
  readonly nobody: Client;
  /** Settings of nobody's session. */
  prepare(settings: Readonly<Record<string, string>>): Promise<void>;
  /** Who waits for whom, by process id, as the server's lock table has it. */
  blockers(pids: readonly number[]): Promise<ReadonlyMap<number, readonly number[]>>;
  close(): Promise<void>;
}

/** Options of {@link openStage}. */
export interface StageOptions {
  readonly url: string;
  readonly adminUrl: string;
  /** How many sessions actors have at most; eight in an instrumented database. */
  readonly actors: number;
  /** Whether `instrument` has been here. */
  readonly instrumented: boolean;
}

const connect = async (connectionString: string): Promise<Client> => {
  const client = new Client({ connectionString });
  await client.connect();
  return client;
};

async function answerOf(client: Client, { sql, values = [] }: Statement): Promise<Answer> {
  try {
    const { rows } = await client.query<Record<string, unknown>>(sql, [...values]);
    return { ok: true, rows };
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    return { ok: false, code: "code" in error ? String(error.code) : "", message: error.message };
  }
}

async function configure(client: Client, settings: Readonly<Record<string, string>>): Promise<void> {
  await client.query("reset all");
  for (const [name, value] of Object.entries(settings))
    await client.query("select set_config($1, $2, false)", [name, value]);
}

/** Locks and unlocks on the controller's session: the pause to come is closed before this one is opened. */
const hold = (actor: number, parity: number) => `pg_advisory_lock(${7100 + actor}, ${parity})`;
const letGo = (actor: number, parity: number) => `pg_advisory_unlock(${7100 + actor}, ${parity})`;

async function openSeat(
  url: string,
  controller: Client,
  actor: number,
  instrumented: boolean,
): Promise<[Client, Seat]> {
  const client = await connect(url);
  const { rows } = await client.query<{ pid: number }>("select pg_backend_pid() as pid");
  let number = 0;
  let tell: (label: string) => void = () => {};
  client.on("notice", ({ message }) => {
    const [, count, label] = /^race (\d+) (.+)$/.exec(message ?? "") ?? [];
    if (count === undefined || label === undefined) return;
    number = Number(count);
    tell(label);
  });
  if (instrumented) {
    await client.query(`select setval('race_pause_${actor}', 1, false)`).catch(() => undefined);
    await controller.query(`select ${hold(actor, 1)}`);
  }
  const seat: Seat = {
    pid: (rows[0] as { pid: number }).pid,
    send: (statement) => answerOf(client, statement),
    onPause: (listener) => {
      tell = listener;
    },
    release: async () => {
      const parity = number % 2;
      await controller.query({
        name: `release ${actor} ${parity}`,
        text: `select ${hold(actor, 1 - parity)}, ${letGo(actor, parity)}`,
      });
    },
    prepare: async (depth, settings) => {
      const pauses = depth > 0 ? { "race.actor": String(actor), "race.depth": String(depth) } : {};
      await configure(client, { ...settings, ...pauses });
    },
  };
  return [client, seat];
}

/**
 * Opens the sessions. Of the server it asks that deadlocks are found soon (the controller sees them itself, at once,
 * but the server has to end one of the two) and that autovacuum keeps away.
 */
export async function openStage({ url, adminUrl, actors, instrumented }: StageOptions): Promise<Stage> {
  const admin = await connect(adminUrl);
  const { rows } = await admin.query<{ name: string }>("select quote_ident(current_database()) as name");
  await admin.query(`alter database ${rows[0]?.name} set deadlock_timeout = '20ms'`);
  const opened: [Client, Seat][] = [];
  for (let actor = 1; actor <= actors; actor += 1) opened.push(await openSeat(url, admin, actor, instrumented));
  const nobody = await connect(url);
  return {
    seats: opened.map(([, seat]) => seat),
    admin,
    nobody,
    prepare: (settings) => configure(nobody, settings),
    blockers: async (pids) => {
      const found = await admin.query<{ pid: number; by: number[] }>({
        name: "blockers",
        text: "select pid, pg_blocking_pids(pid) as by from unnest($1::int[]) as pid",
        values: [pids],
      });
      return new Map(found.rows.map(({ pid, by }) => [pid, by]));
    },
    close: async () => {
      await Promise.all([nobody, admin, ...opened.map(([client]) => client)].map((client) => client.end()));
    },
  };
}
