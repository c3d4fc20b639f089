import { createClient } from "@supabase/supabase-js";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { isStoreError, type RunStore } from "../index.ts";
import { describePostgrest, type KeyOptions } from "../testing/index.ts";
import { emptyTables } from "../testing/stored.ts";
import { type Project, startProject } from "./project.test-kit.ts";
import { supabaseStore } from "./supabase-store.ts";

describePostgrest("who may use a supabase store", (version) => {
  let project: Project;
  let service: RunStore;
  let runId: string;

  beforeAll(async () => {
    project = await startProject(version);
    service = await project.store();
  });
  beforeEach(async () => {
    await emptyTables(project.admin);
    const answer = await service.start({ source: "stripe", worker: "w1" });
    runId = "run" in answer ? answer.run.id : "";
  });
  afterAll(() => project.stop());

  const proof = { fence: 2, worker: "w1" };
  const page = { ...proof, seq: 1, records: [{ object: "customers", id: "a", data: 1 }], checkpoint: 1 };
  const bucket = { bucket: "account:", intervalMs: 20, burst: 1 };
  const writes: Record<string, (store: RunStore) => Promise<unknown>> = {
    start: (store) => store.start({ source: "paypal" }),
    restart: (store) => store.start({ source: "stripe", onConflict: "restart" }),
    claim: (store) => store.send(runId, { type: "CLAIM", worker: "w2" }),
    beat: (store) => store.send(runId, { type: "BEAT", ...proof }),
    commit: (store) => store.commit({ runId, ...page }),
    complete: (store) => store.send(runId, { type: "COMPLETE", ...proof, seq: 0 }),
    push: (store) => store.push({ source: "manychat", records: [{ object: "subscriber", id: "1", data: 1 }] }),
    "cancel of the run": (store) => store.cancel({ runId }, "ana"),
    "cancel of all": (store) => store.cancel({ all: true }, "ana"),
    sweep: (store) => store.sweep(),
    prune: (store) => store.prune(0),
    "mark of what is missing": (store) => store.markMissing({ runId, ...proof, objects: ["customers"] }),
    turn: (store) => store.take({ source: "stripe", account: "default", buckets: [bucket], maxWaitMs: 0 }),
    rest: (store) => store.rest({ source: "stripe", account: "default", bucket: bucket.bucket, ms: 1_000 }),
    status: (store) => store.status(),
  };

  const everything = async () => {
    const { rows } = await project.admin.query(`select
      (select json_agg(r order by id) from sync_runs r) as runs, (select json_agg(e order by n) from sync_run_events e) as events,
      (select json_agg(t) from sync_records t) as records, (select json_agg(s) from sync_sweeper s) as sweeper,
      (select json_agg(p) from sync_run_pages p) as pages, (select json_agg(b) from sync_buckets b) as buckets`);
    return rows;
  };

  async function refusal(call: Promise<unknown>): Promise<string> {
    const failure = await call.then(
      (answer) => expect.fail(`answered ${JSON.stringify(answer)}`),
      (error: unknown) => error,
    );
    expect(isStoreError(failure) && failure.code).toBe("store_rejected");
    return (failure as Error).message;
  }

  const keys: readonly (readonly [string, string, KeyOptions, RegExp])[] = [
    ["the anonymous key", "anon", {}, /role may not do this: use the service role key.*42501/],
    ["a user's token", "authenticated", {}, /role may not do this: use the service role key.*42501/],
    [
      "an operator's token",
      "authenticated",
      { claims: { app_metadata: { role: "operator" } } },
      /role may not do this: use the service role key.*42501/,
    ],
    ["an expired key", "service_role", { expiresInS: -60 }, /key was refused.*use the project's service role key/],
    ["a forged key", "service_role", { forged: true }, /key was refused.*use the project's service role key/],
  ];

  it.for(keys)("F58 · %s writes nothing, and is told what to use", async ([, role, options, words]) => {
    const client = await project.client(role, options);
    const before = await everything();
    for (const [name, write] of Object.entries(writes)) {
      expect(await refusal(write(supabaseStore(client))), name).toMatch(words);
    }
    expect(await everything()).toEqual(before);
  });

  it("F58 · of all that the migrations made the browser's roles may read runs and history, and nothing else", async () => {
    const { rows } = await project.admin.query<{ may: string }>(`
      select format('%s: %s %s', r, p, c.relname) as may from pg_class c, unnest(array['anon', 'authenticated']) r,
        unnest(array['select', 'insert', 'update', 'delete', 'truncate', 'references', 'trigger']) p
      where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'v', 'm', 'p') and has_table_privilege(r, c.oid, p)
      union all
      select format('%s: usage %s', r, c.relname) from pg_class c, unnest(array['anon', 'authenticated']) r
      where c.relnamespace = 'public'::regnamespace and c.relkind = 'S' and has_sequence_privilege(r, c.oid, 'usage, select, update')
      union all
      select format('%s: execute %s', r, f.proname) from pg_proc f, unnest(array['anon', 'authenticated']) r
      where f.pronamespace = 'public'::regnamespace and has_function_privilege(r, f.oid, 'execute')
      order by 1`);
    expect(rows.map(({ may }) => may)).toEqual([
      "authenticated: execute sync_is_operator",
      "authenticated: select sync_run_events",
      "authenticated: select sync_runs",
    ]);
  });

  it("F58 · an operator's token reads runs and their history, a user's none", async () => {
    const claims = { app_metadata: { role: "operator" } };
    const operator = supabaseStore(await project.client("authenticated", { claims }));
    expect(await operator.get(runId)).toEqual(await service.get(runId));
    expect(await operator.events(runId)).toEqual(await service.events(runId));
    const user = supabaseStore(await project.client("authenticated"));
    expect([await user.get(runId), await user.events(runId), (await user.list()).runs]).toEqual([null, [], []]);
  });

  it("F55 · no part of a refusal has the key", async () => {
    for (const [, role, options] of keys) {
      const key = await project.key(role, options);
      const failure = await supabaseStore(createClient(project.url, key, { auth: { persistSession: false } }))
        .start({ source: "stripe" })
        .catch((error: Error) => error);
      const all = JSON.stringify([failure, Object.getOwnPropertyDescriptors(failure)]);
      expect(all).toContain("store_rejected");
      for (const part of key.split(".")) expect(all).not.toContain(part);
    }
  });

  it("F55 · nor has the error of a key that cannot even be sent", async () => {
    const client = createClient("http://127.0.0.1:1", "secret\nkey", { auth: { persistSession: false } });
    const failure = await supabaseStore(client)
      .status()
      .catch((error: Error) => error);
    expect(isStoreError(failure)).toBe(true);
    expect(JSON.stringify([failure, Object.getOwnPropertyDescriptors(failure)])).not.toContain("secret");
  });
});
