import { Client } from "pg";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { RunStore } from "../port.ts";
import { describePostgres, type TestDatabase, testDatabase } from "../testing/index.ts";
import { connectPostgres } from "./connect.ts";

describePostgres("connectPostgres", (version) => {
  let database: TestDatabase;
  let admin: Client;
  let store: RunStore;

  beforeAll(async () => {
    database = await testDatabase({ version });
    admin = new Client({ connectionString: database.adminUrl });
    await admin.connect();
    store = connectPostgres(database.url);
  });
  afterAll(async () => {
    await store.close();
    await admin.end();
    await database.drop();
  });

  const sessions = `from pg_stat_activity where datname = current_database() and application_name = 'sincro'`;

  it("its sessions are called sincro", async () => {
    await store.status();
    const { rows } = await admin.query(`select count(*)::int as n ${sessions}`);
    expect(rows).toEqual([{ n: 1 }]);
  });

  it("F49 · the server gives a statement up after 30 s", async () => {
    await admin.query(`create function public.report_timeout() returns trigger language plpgsql as $$
      begin
        raise exception using errcode = case current_setting('statement_timeout') when '30s' then 'ZZ030' else 'ZZ000' end;
      end $$`);
    await admin.query("create trigger report before update on sync_sweeper execute function public.report_timeout()");
    const failure = await store.sweep().catch((error: unknown) => error);
    await admin.query("drop function public.report_timeout cascade");
    expect(String(failure)).toContain("ZZ030");
  });

  it("connections that the server ended are replaced without a word to the caller", async () => {
    await Promise.all(Array.from({ length: 5 }, () => store.status()));
    for (let round = 0; round < 3; round += 1) {
      const { rowCount } = await admin.query(`select pg_terminate_backend(pid) ${sessions}`);
      expect(rowCount).toBeGreaterThan(0);
      expect(await store.start({ source: "stripe", account: `round ${round}` })).toMatchObject({ outcome: "started" });
    }
    expect((await store.list()).runs).toHaveLength(3);
  });

  it("F49 · a statement that waits too long for a lock is a timeout", async () => {
    const slow = connectPostgres(`${database.url}?options=-c%20lock_timeout=200`);
    await admin.query("begin");
    try {
      await admin.query("lock table public.sync_runs in access exclusive mode");
      await expect(slow.start({ source: "paypal" })).rejects.toMatchObject({
        code: "store_timeout",
        message: expect.stringContaining("55P03"),
      });
    } finally {
      await admin.query("rollback");
      await slow.close();
    }
  });

  it("F57 · a database without Sincro's functions has another schema, and says which call", async () => {
    const empty = await testDatabase({ version, migrate: false });
    const unmigrated = connectPostgres(empty.url);
    const failure = {
      code: "store_mismatch",
      message: expect.stringMatching(/sync_status.*run the migrations.*42883/),
    };
    await expect(unmigrated.status()).rejects.toMatchObject(failure);
    await unmigrated.close();
    await empty.drop();
  });

  it("close may be called twice, and ends the connections", async () => {
    const other = connectPostgres(database.url);
    await other.status();
    await Promise.all([other.close(), other.close()]);
    await expect(other.status()).rejects.toMatchObject({ code: "store_unreachable" });
  });
});

it("a server that is not there is unreachable, after three tries", async () => {
  const store = connectPostgres("postgres://sincro:secret@127.0.0.1:1/sincro");
  const failure = await store.status().catch((error: unknown) => error);
  expect(failure).toMatchObject({ code: "store_unreachable" });
  expect(String((failure as Error).stack)).not.toContain("secret");
  await store.close();
});
