import { createClient, type SupabaseClient } from "@supabase/supabase-js";
import { afterAll, beforeAll, expect, it } from "vitest";
import { claimed, page } from "../conformance/steps.ts";
import type { RunStore } from "../port.ts";
import { databaseOn, describePostgrest, startPostgrest, startPrefixProxy } from "../testing/index.ts";
import { type Project, startProject } from "./project.test-kit.ts";
import { supabaseStore } from "./supabase-store.ts";

/** A project's generated types know its tables; the store takes its client as it is. */
interface Database {
  readonly public: {
    readonly Tables: {
      readonly orders: { Row: { id: number }; Insert: { id: number }; Update: { id?: number }; Relationships: [] };
    };
    readonly Views: Record<string, never>;
    readonly Functions: { readonly total: { Args: { month: string }; Returns: number } };
  };
}

describePostgrest("supabaseStore", (version) => {
  let project: Project;
  let store: RunStore;
  beforeAll(async () => {
    project = await startProject(version);
    store = await project.store();
  });
  afterAll(() => project.stop());

  it("takes clients of any schema and any types", async () => {
    const key = await project.key("service_role");
    const auth = { persistSession: false };
    const typed: SupabaseClient<Database> = createClient<Database>(project.url, key, { auth });
    const elsewhere = createClient(project.url, key, { auth, db: { schema: "theirs" } });
    for (const client of [typed, elsewhere.schema("public")]) {
      expect(await supabaseStore(client).status()).toMatchObject({ schemaVersion: expect.any(Number) });
    }
  });

  it("F32 · a history longer than PostgREST's max-rows is read whole", async () => {
    const held = await claimed(store);
    await project.admin.query(
      `insert into sync_run_events (run_id, at, event, from_status, to_status, applied, fence, actor_kind, actor, seq)
       select $1, now(), 'COMMIT', 'running', 'running', true, 2, 'worker', 'w1', n from generate_series(1, 2100) n`,
      [held.runId],
    );
    const events = await store.events(held.runId);
    expect(events).toHaveLength(2_102);
    expect(events.map(({ seq }) => seq).slice(2)).toEqual(Array.from({ length: 2_100 }, (_, index) => index + 1));
  });

  it("runs that began within one moment are listed each once", async () => {
    await project.admin.query(
      `insert into sync_runs (source, account, status, started_at)
       select 'old', 'account-' || n, 'completed', ('2026-11-24T10:00:00.00000' || n / 2 || 'Z')::timestamptz from generate_series(0, 5) n`,
    );
    const seen: string[] = [];
    let before: string | undefined;
    do {
      const { runs, next } = await store.list({ source: "old", limit: 1, before });
      seen.push(...runs.map(({ account }) => account));
      before = next ?? undefined;
    } while (before !== undefined);
    expect(seen.toSorted()).toEqual(Array.from({ length: 6 }, (_, n) => `account-${n}`));
  });

  it("F49 · a statement that Supabase's database gives up is a timeout, and left no trace", async () => {
    const held = await claimed(store, { account: "slow" });
    const admin = await project.admin.connect();
    try {
      await admin.query("begin");
      await admin.query("select from sync_runs where id = $1 for update", [held.runId]);
      await project.set(new Map([["lock_timeout", "200"]]));
      await expect(store.commit(page(held, 1))).rejects.toMatchObject({
        code: "store_timeout",
        message: expect.stringContaining("55P03"),
      });
    } finally {
      await admin.query("rollback");
      admin.release();
      await project.set(new Map());
    }
    expect(await store.commit(page(held, 1))).toMatchObject({ applied: true });
  });

  it("F57 · a project without Sincro's schema is told to run the migrations", async () => {
    const postgrest = await startPostgrest(await databaseOn(project.cluster, { migrate: false }), project.cluster);
    const proxy = await startPrefixProxy(postgrest.socket);
    try {
      const bare = supabaseStore(createClient(proxy.url, await postgrest.key("service_role")));
      for (const call of [() => bare.status(), () => bare.list(), () => bare.start({ source: "stripe" })]) {
        await expect(call()).rejects.toMatchObject({
          code: "store_mismatch",
          message: expect.stringContaining("run the migrations"),
        });
      }
    } finally {
      await proxy.close();
      await postgrest.stop();
    }
  });
});
