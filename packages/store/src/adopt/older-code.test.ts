import { afterEach, expect, it } from "vitest";
import { checkInvariants, invariants, liveness } from "../invariants/index.ts";
import { describePostgres } from "../testing/index.ts";
import { adopt } from "./adopt.ts";
import { type OlderDatabase, olderDatabase } from "./older.test-kit.ts";

const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString();

describePostgres("adopt · older code on an adopted table", (version) => {
  let older: OlderDatabase;
  const begin = async () => {
    older = await olderDatabase(version);
  };
  afterEach(() => older.end());

  it("goes on with its own run, ends it, and begins another", async () => {
    await begin();
    const id = await older.older({ source: "stripe", status: "running" });
    await adopt(older.client);
    const update = (set: string) => older.run(`update sync_runs set ${set} where id = '${id}'`);
    await update("checkpoint = '{\"page\": 3}', total_fetched = 300");
    await update("status = 'continuing'");
    await expect(update("status = 'paused'")).rejects.toMatchObject({ code: "SY002" });
    await expect(older.run("insert into sync_runs (source) values ('stripe')")).rejects.toMatchObject({
      code: "23505",
      constraint: "sync_runs_active",
    });
    await update("status = 'running'");
    await older.run(
      "update sync_runs set status = 'cancelled', completed_at = now(), error_message = 'por hoy' where status in ('running', 'continuing')",
    );
    expect(await older.row(id)).toMatchObject({ status: "cancelled", error_message: "por hoy", total_fetched: 300 });
    await expect(update("status = 'running', completed_at = null")).rejects.toMatchObject({ code: "SY001" });
    const next = await older.value<string>("insert into sync_runs (source) values ('stripe') returning id");
    expect(await older.row(next)).toMatchObject({ status: "running", fence: 0, total_fetched: 0 });
    await older.run("update sync_runs set status = 'completed', completed_at = now() where id = $1", [next]);
    expect(
      await checkInvariants((sql, values) => older.client.query(sql, values), { of: [...invariants, ...liveness] }),
    ).toEqual([]);
  });

  it("F21 · whose run was closed as a double is refused", async () => {
    await begin();
    const double = await older.older({ source: "stripe", status: "running", started_at: minutesAgo(5) });
    await older.older({ source: "stripe", status: "running", started_at: minutesAgo(1) });
    await adopt(older.client);
    await expect(older.run(`update sync_runs set total_fetched = 9 where id = '${double}'`)).rejects.toMatchObject({
      code: "SY001",
    });
  });

  it("F58 · writes by no right that everybody has", async () => {
    await begin();
    await older.run("grant all on sync_runs to public");
    await adopt(older.client);
    expect(
      await older.value(
        "select coalesce(relacl::text, '') ~ '(^|[{,])=' from pg_class where oid = 'sync_runs'::regclass",
      ),
    ).toBe(false);
  });

  it("cannot touch a run that Sincro started", async () => {
    await begin();
    await adopt(older.client);
    const { run } = await older.value<{ run: { id: string } }>("select sync_start('stripe')");
    await expect(older.run(`update sync_runs set status = 'completed' where id = '${run.id}'`)).rejects.toMatchObject({
      code: /^SY00[23]$/,
    });
  });
});
