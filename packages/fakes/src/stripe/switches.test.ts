import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { RunningServer } from "../shared/listen.ts";
import { createStripeFake, type StripeFake } from "./fake.ts";

let stripe: StripeFake;
let server: RunningServer;

beforeEach(async () => {
  stripe = createStripeFake({ seed: 7 });
  server = await stripe.listen();
});
afterEach(() => server.close());

const get = (path = "/v1/customers", signal: AbortSignal | null = null) =>
  fetch(server.url + path, { headers: { authorization: `Bearer ${stripe.key}` }, signal });

const statuses = async (count: number) => {
  const seen: number[] = [];
  for (let i = 0; i < count; i++) seen.push((await get()).status);
  return seen;
};

const idsOf = async (response: Response) =>
  ((await response.json()) as { data: { id: string }[] }).data.map(({ id }) => id);

describe("switches, over HTTP", () => {
  it("latency: every answer takes at least so long", async () => {
    stripe.faults.set({ latencyMs: 40 });
    const started = performance.now();
    await get();
    expect(performance.now() - started).toBeGreaterThanOrEqual(39);
  });

  it("429 for every third, with the headers that were asked for", async () => {
    stripe.faults.set({ rules: [{ kind: "rate_limited", every: 3, retryAfterS: 2, reason: "endpoint-concurrency" }] });
    expect(await statuses(5)).toEqual([200, 200, 429, 200, 200]);
    const response = await get();
    expect(response.status).toBe(429);
    expect(response.headers.get("retry-after")).toBe("2");
    expect(response.headers.get("stripe-rate-limited-reason")).toBe("endpoint-concurrency");
    expect(await response.json()).toMatchObject({ error: { code: "rate_limit", type: "invalid_request_error" } });
  });

  it("429 without headers, as Stripe may", async () => {
    stripe.faults.set({ rules: [{ kind: "rate_limited" }] });
    const { headers } = await get();
    expect([headers.get("retry-after"), headers.get("stripe-rate-limited-reason")]).toEqual([null, null]);
  });

  it("an error of any status, in Stripe's envelope", async () => {
    stripe.faults.set({ rules: [{ kind: "status", status: 503 }] });
    const response = await get();
    expect([response.status, await response.json()]).toMatchObject([503, { error: { type: "api_error" } }]);
    stripe.faults.set({ rules: [{ kind: "status", status: 403 }] });
    expect(await (await get()).json()).toMatchObject({ error: { type: "invalid_request_error" } });
  });

  it("truncated: the status comes, the body breaks off", async () => {
    stripe.faults.set({ rules: [{ kind: "truncated", times: 1 }] });
    const response = await get();
    expect(response.status).toBe(200);
    await expect(response.text()).rejects.toThrow("terminated");
    expect((await get()).status).toBe(200);
  });

  it("malformed: 200 and no JSON", async () => {
    stripe.faults.set({ rules: [{ kind: "malformed" }] });
    const response = await get();
    expect(response.status).toBe(200);
    await expect(response.json()).rejects.toThrow(SyntaxError);
  });

  it("closed: no answer at all", async () => {
    stripe.faults.set({ rules: [{ kind: "closed", times: 1 }] });
    await expect(get()).rejects.toThrow("fetch failed");
    expect(stripe.log.entries[0]).toMatchObject({ outcome: "closed", status: null, fault: "closed" });
    expect((await get()).status).toBe(200);
  });

  it("hang: nothing until released, while others are served", async () => {
    stripe.faults.set({ rules: [{ kind: "hang", path: "/v1/charges" }] });
    const hanging = get("/v1/charges");
    await stripe.gate.untilHeld(1);
    expect((await get("/v1/customers")).status).toBe(200);
    expect(stripe.log.entries[0]).toMatchObject({ outcome: "waiting", fault: "hang" });
    stripe.gate.release();
    expect((await hanging).status).toBe(200);
  });

  it("hang: the log shows that the client let go", async () => {
    stripe.faults.set({ rules: [{ kind: "hang" }] });
    const client = new AbortController();
    const hanging = get("/v1/charges", client.signal);
    await stripe.gate.untilHeld(1);
    client.abort();
    await expect(hanging).rejects.toThrow();
    await stripe.log.until(([entry]) => entry?.outcome === "aborted");
    expect([stripe.log.entries[0]?.status, stripe.gate.held]).toEqual([null, 0]);
  });

  it("gate: an answer made before a change may arrive after it", async () => {
    stripe.gate.close();
    const asked = get("/v1/customers?limit=1");
    await stripe.gate.untilHeld(1);
    const { id } = stripe.create("customers", {}, { at: Math.ceil(Date.now() / 1000) });
    stripe.gate.release();
    expect(await idsOf(await asked)).not.toContain(id);
    stripe.gate.open();
    expect(await idsOf(await get("/v1/customers?limit=1"))).toEqual([id]);
  });

  it("repeated: the cursor moves and the page does not", async () => {
    stripe.faults.set({ rules: [{ kind: "repeated", path: "/v1/customers" }] });
    const first = await idsOf(await get("/v1/customers?limit=3"));
    const second = await idsOf(await get(`/v1/customers?limit=3&starting_after=${first.at(-1)}`));
    const third = await idsOf(await get(`/v1/customers?limit=3&starting_after=${first.at(-1)}`));
    expect([second, third]).toEqual([first, first]);
    stripe.faults.clear();
    expect(await idsOf(await get(`/v1/customers?limit=3&starting_after=${first.at(-1)}`))).not.toEqual(first);
  });

  it.each([
    ["perPath", "endpoint-rate"],
    ["total", "global-rate"],
  ])("limit %s: 429 beyond it, with Stripe's reason", async (scope, reason) => {
    stripe.faults.set({ limit: { [scope]: 0 } });
    const response = await get();
    expect([response.status, response.headers.get("stripe-rate-limited-reason")]).toEqual([429, reason]);
  });

  it("the log has every request and how it ended, and no key", async () => {
    stripe.faults.set({ rules: [{ kind: "status", status: 500, every: 2 }] });
    await get("/v1/charges?limit=5&created[gte]=1");
    await get("/v1/nothing");
    expect(stripe.log.entries).toMatchObject([
      {
        method: "GET",
        path: "/v1/charges",
        query: { limit: "5", "created[gte]": "1" },
        status: 200,
        outcome: "answered",
        fault: null,
      },
      { path: "/v1/nothing", status: 500, outcome: "answered", fault: "status" },
    ]);
    expect(JSON.stringify(stripe.log.entries)).not.toContain(stripe.key);
  });
});

describe("switches, in process", () => {
  it("a closed connection is a rejected fetch, a truncated body a rejected read", async () => {
    stripe.faults.set({
      rules: [
        { kind: "closed", times: 1 },
        { kind: "truncated", every: 2 },
      ],
    });
    const url = "https://api.stripe.com/v1/customers";
    const headers = { authorization: `Bearer ${stripe.key}` };
    await expect(stripe.fetch(url, { headers })).rejects.toMatchObject({ code: "connection_closed" });
    await expect((await stripe.fetch(url, { headers })).text()).rejects.toMatchObject({ code: "connection_closed" });
  });

  it("an aborted request rejects with the caller's reason", async () => {
    stripe.faults.set({ latencyMs: 10_000 });
    const client = new AbortController();
    const answer = stripe.fetch("https://api.stripe.com/v1/customers", { signal: client.signal });
    client.abort(new Error("stop"));
    await expect(answer).rejects.toThrow("stop");
    expect(stripe.log.entries[0]?.outcome).toBe("aborted");
  });
});
