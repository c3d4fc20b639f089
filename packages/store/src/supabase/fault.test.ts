import { createClient } from "@supabase/supabase-js";
import { expect, it } from "vitest";
import { isStoreError } from "../errors.ts";
import { supabaseStore } from "./supabase-store.ts";

/** A store whose requests are all answered so; counts them. */
function answered(answer: () => Response | Promise<Response>, timeoutMs?: number) {
  let requests = 0;
  const fetch = async () => {
    requests += 1;
    return answer();
  };
  const client = createClient("http://project.test", "a-key", { auth: { persistSession: false }, global: { fetch } });
  return { store: supabaseStore(client, timeoutMs === undefined ? {} : { timeoutMs }), requests: () => requests };
}

const json = (status: number, body: unknown) => () => Response.json(body, { status });

async function failureOf(call: Promise<unknown>) {
  const failure = await call.catch((error: unknown) => error);
  if (!isStoreError(failure)) throw new Error(`answered ${JSON.stringify(failure)}`);
  return failure;
}

it.concurrent.for([
  ["a dead connection of PostgREST", 503, "PGRST001", "store_unreachable"],
  ["no free connection", 504, "PGRST003", "store_unreachable"],
  ["a database that shuts down", 503, "57P01", "store_unreachable"],
  ["too many connections", 503, "53300", "store_unreachable"],
  ["a statement timeout", 500, "57014", "store_timeout"],
  ["a lock timeout", 500, "55P03", "store_timeout"],
  ["a serialization failure", 500, "40001", "store_timeout"],
  ["a deadlock", 500, "40P01", "store_timeout"],
  ["an ended run", 400, "SY001", "store_rejected"],
  ["a step that is none", 400, "SY002", "store_rejected"],
  ["a row of its fence", 400, "SY003", "store_rejected"],
  ["the append-only history", 400, "SY004", "store_rejected"],
  ["a function that is not there", 404, "PGRST202", "store_mismatch"],
  ["a function that is not there any more", 404, "42883", "store_mismatch"],
  ["a table that is not there", 404, "42P01", "store_mismatch"],
] as const)("F10 · %s is its code's error, which quotes nothing", async ([, status, code, expected]) => {
  const body = {
    code,
    message: 'key "ana@example.com"',
    details: "Failing row contains (ana@example.com).",
    hint: null,
  };
  const { store, requests } = answered(json(status, body));
  const failure = await failureOf(store.sweep());
  expect(failure).toMatchObject({ code: expected, message: expect.stringContaining(code) });
  expect(failure.message).toContain("sync_sweep");
  expect(JSON.stringify([failure, Object.getOwnPropertyDescriptors(failure)])).not.toContain("ana@example.com");
  expect(requests()).toBe(expected === "store_unreachable" ? 3 : 1);
});

it.concurrent.for([
  [502, "<h1>Bad gateway</h1>", "store_unreachable", /HTTP 502/],
  [504, "", "store_unreachable", /HTTP 504/],
  [522, "error code: 522", "store_unreachable", /HTTP 522/],
  [429, '{"message":"slow down"}', "store_unreachable", /HTTP 429/],
  [401, '{"message":"No API key found in request"}', "store_rejected", /service role key/],
  [403, '{"message":"Invalid authentication credentials"}', "store_rejected", /service role key/],
  [404, "", "store_rejected", /project's URL/],
  [404, '{"message":"no Route matched"}', "store_rejected", /project's URL/],
  [413, "<h1>too large</h1>", "store_rejected", /HTTP 413/],
  [200, "<h1>Sign in to the network</h1>", "store_unreachable", /was not PostgREST's/],
  [200, '{"now": "2026-11-2', "store_unreachable", /was cut/],
] as const)("F10 F42 · a gateway's %d %s is no answer", async ([status, body, code, words]) => {
  for (const call of ["sweep", "list"] as const) {
    const failure = await failureOf(answered(() => new Response(body, { status })).store[call]());
    expect(failure).toMatchObject({ code, message: expect.stringMatching(words) });
  }
});

it.for([{}, null, "ok", 7])("F10 · %j is not the rows of a read", async (body) => {
  const { store } = answered(json(200, body));
  expect((await failureOf(store.get(crypto.randomUUID()))).code).toBe("store_mismatch");
});

it("a read of a host that is not there fails as fast as a write does", async () => {
  const { store, requests } = answered(() => {
    throw Object.assign(new TypeError("fetch failed"), {
      cause: Object.assign(new Error("no"), { code: "ECONNREFUSED" }),
    });
  });
  const began = performance.now();
  const failure = await failureOf(store.list());
  expect(failure).toMatchObject({ code: "store_unreachable", message: expect.stringContaining("ECONNREFUSED") });
  expect(requests()).toBe(3); // supabase-js by itself would ask four times, for each of our three
  expect(performance.now() - began).toBeLessThan(5_000);
});

it.for(["sweep", "list"] as const)(
  "F10 · a fetch that never ends, and hears no signal, ends %s in time",
  async (call) => {
    const { store, requests } = answered(() => new Promise<Response>(() => {}), 50);
    const failure = await failureOf(store[call]());
    expect(failure).toMatchObject({
      code: "store_unreachable",
      message: expect.stringContaining("no answer within 50 ms"),
    });
    expect(requests()).toBe(3);
  },
);
