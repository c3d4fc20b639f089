import { eventTypes, isActive, isResumable, isTerminal, statuses } from "@sincro/machine";
import { describePostgres, type TestDatabase, testDatabase } from "@sincro/store/testing";
import { Client } from "pg";
import { afterAll, beforeAll, expect, it } from "vitest";

describePostgres("the words of the machine", (version) => {
  let database: TestDatabase;
  let client: Client;
  beforeAll(async () => {
    database = await testDatabase({ version });
    client = new Client({ connectionString: database.url });
    await client.connect();
  });
  afterAll(async () => {
    await client.end();
    await database.drop();
  });
  const list = async (sql: string) => (await client.query<{ word: string }>(sql)).rows.map(({ word }) => word).sort();

  it("F23 · the database takes the machine's statuses and no other word, however it is spelled", async () => {
    const near = [
      "canceled",
      "Cancelled",
      "cancelled ",
      "complete",
      "success",
      "error",
      "paused",
      "idle",
      "RUNNING",
      "",
    ];
    const taken: string[] = [];
    for (const status of [...statuses, ...near]) {
      const insert = "insert into sync_runs (source, status) values ('word ' || $1::text, $1)";
      await client.query(insert, [status]).then(
        () => taken.push(status),
        (error: { code: string }) => {
          expect(error.code, status).toBe("23514");
        },
      );
    }
    expect(taken).toEqual([...statuses]);
  });

  it("F23 · the database's table of steps has the machine's states and events, and its predicates agree", async () => {
    const words = "select distinct unnest(array[from_status, to_status]) as word from sync_transitions";
    expect((await list(words)).filter((word) => word !== null)).toEqual([...statuses].sort());
    expect(await list("select distinct event as word from sync_transitions")).toEqual([...eventTypes].sort());
    const all = "from unnest($1::text[]) as status";
    const { rows } = await client.query(
      `select status, sync_is_active(status) as active, sync_is_terminal(status) as terminal, sync_is_resumable(status) as resumable ${all}`,
      [statuses],
    );
    expect(rows).toEqual(
      statuses.map((status) => ({
        status,
        active: isActive(status),
        terminal: isTerminal(status),
        resumable: isResumable(status),
      })),
    );
  });

  it("F30 · of a group nothing is stored but its id on each run: its state is what its runs say", async () => {
    const columns =
      "select table_name || '.' || column_name as word from information_schema.columns where table_schema = 'public'";
    expect(await list(`${columns} and column_name like '%group%'`)).toEqual(["sync_runs.group_id"]);
    const tables = "and table_name in (select tablename from pg_tables where schemaname = 'public')";
    expect(await list(`${columns} ${tables} and column_name like '%status%'`)).toEqual([
      "sync_run_events.from_status",
      "sync_run_events.to_status",
      "sync_runs.status",
      "sync_transitions.from_status",
      "sync_transitions.to_status",
    ]);
    expect(
      await list(
        "select relname as word from pg_class where relkind in ('r', 'v', 'm', 'p') and relname like '%group%' and relnamespace = 'public'::regnamespace",
      ),
    ).toEqual([]);
  });
});
