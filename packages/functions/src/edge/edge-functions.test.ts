import { memoryStore } from "@sincro/store/memory";
import { afterEach, expect, it, vi } from "vitest";
import { readConfig } from "../config/index.ts";
import { problemIn } from "../testing/harness.ts";
import { type EdgeOptions, edgeFunctions } from "./edge-functions.ts";

const key = "service-role-key-0123456789";
const env = { SUPABASE_URL: "https://project.supabase.test", SUPABASE_SERVICE_ROLE_KEY: key };
const operator = { kind: "operator", operator: { actor: "ana", via: "token", expiresAt: null } } as const;

function world(options: Partial<EdgeOptions> = {}) {
  const config = readConfig({ ...env, STRIPE_SECRET_KEY: "rk_test_0123456789" });
  const { supabase } = config;
  if (supabase === undefined) throw new Error("no project");
  const lines: string[] = [];
  const functions = edgeFunctions({
    config: { ...config, supabase },
    store: memoryStore(),
    auth: { authenticate: async () => operator },
    version: "1.2.3",
    log: (line) => void lines.push(line),
    ...options,
  });
  const call = (method: string, path: string, body?: object) =>
    functions(
      new Request(`https://edge.test/${path}`, {
        method,
        ...(body && { body: JSON.stringify(body), headers: { "content-type": "application/json" } }),
      }),
    );
  return { call, lines };
}

afterEach(() => void vi.unstubAllGlobals());

it("F55 · what breaks is logged, without the keys that its error quotes", async () => {
  const list = () => Promise.reject(new Error(`refused: Bearer ${key}`));
  const { call, lines } = world({ store: { ...memoryStore(), list } });
  expect(await problemIn(await call("GET", "sync-runs"))).toMatchObject({ error: "internal" });
  expect(lines).toHaveLength(1);
  expect(lines[0]).toContain("GET /sync-runs");
  expect(lines[0]).toContain("refused");
  expect(lines[0]).not.toContain(key);
});

it("F7 · nobody waits for a worker's cold start: the answer comes while the call is on its way", async () => {
  vi.stubGlobal("fetch", () => new Promise(() => {}));
  expect((await world().call("POST", "sync-command-center", { mode: "7d" })).status).toBe(202);
});

it("F5 F42 · a start whose call for a worker is lost stands all the same, and the log says so", async () => {
  vi.stubGlobal("fetch", async () => new Response("", { status: 503 }));
  const store = memoryStore();
  const { call, lines } = world({ store });
  const answer = await call("POST", "fetch-stripe", { mode: "7d" });
  expect(answer.status).toBe(202);
  const { syncRunId } = (await answer.json()) as { syncRunId: string };
  expect(await store.get(syncRunId)).toMatchObject({ status: "running", worker: null });
  await vi.waitFor(() => expect(lines).toEqual([expect.stringContaining("fetch-stripe answered 503")]));
});
