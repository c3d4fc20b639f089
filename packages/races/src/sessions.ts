import { Client } from "pg";

/** Opens `count` connections to a database, each a session of its own, as racing clients have. */
export async function openSessions(url: string, count: number): Promise<readonly Client[]> {
  return await Promise.all(
    Array.from({ length: count }, async () => {
      const client = new Client({ connectionString: url });
      await client.connect();
      return client;
    }),
  );
}

/** Closes them all. */
export async function closeSessions(sessions: readonly Client[]): Promise<void> {
  await Promise.all(sessions.map((session) => session.end()));
}

/** Calls a SQL function that answers JSON. */
export async function call<T = Record<string, unknown>>(
  session: Client,
  sql: string,
  values: readonly unknown[] = [],
): Promise<T> {
  const { rows } = await session.query<{ answer: T }>(`select ${sql} as answer`, [...values]);
  return (rows[0] as { answer: T }).answer;
}

/** The backend that serves a session. */
export async function pidOf(session: Client): Promise<number> {
  return await call<number>(session, "pg_backend_pid()");
}

/**
 * Waits until a backend waits for a lock, or `done` settles. Blocking is read from the server's own lock table,
 * never guessed from time.
 */
export async function untilBlocked(watcher: Client, pid: number, done: Promise<unknown>): Promise<"blocked" | "done"> {
  let settled = false;
  const mark = () => {
    settled = true;
  };
  done.then(mark, mark);
  for (;;) {
    const { rows } = await watcher.query<{ waits: boolean }>("select cardinality(pg_blocking_pids($1)) > 0 as waits", [
      pid,
    ]);
    if (rows[0]?.waits === true) return "blocked";
    if (settled) return "done";
  }
}
