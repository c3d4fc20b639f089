import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { describe, expect, it } from "vitest";
import * as z from "zod";
import { isSourceError, SourceError } from "../errors.ts";
import type { Pace } from "../source.ts";
import { type ClientOptions, createClient } from "./client.ts";
import type { RequestLimits } from "./limits.ts";

const secret = "sk_live_51H8zKqLp0aXw93vTnB";
const good = () => Response.json({ id: "a" });
const read = (body: unknown) => z.object({ id: z.string() }).parse(body);

/** A provider that answers the n-th request with the n-th answer, and the last one again and again. */
function provider(
  answers: ((request: Request) => Response | Promise<Response>)[],
  limits: Partial<RequestLimits> = {},
  pace?: Pace,
) {
  const requests: Request[] = [];
  const at: number[] = [];
  const controller = new AbortController();
  const connection: ClientOptions["connection"] = {
    signal: controller.signal,
    limits: { backoffMs: 4, ...limits },
    pace,
    async fetch(input) {
      const request = input as Request;
      requests.push(request);
      at.push(performance.now());
      const answer = answers[Math.min(requests.length, answers.length) - 1];
      return (answer as (request: Request) => Response)(request);
    },
  };
  const client = createClient({
    title: "Acme",
    baseUrl: "https://api.acme.test/base/",
    headers: { authorization: `Bearer ${secret}` },
    secrets: [secret],
    readProblem: (body) => z.object({ message: z.string(), code: z.string() }).partial().catch({}).parse(body),
    connection,
  });
  const get = () => client.get("/v1/things", { limit: 2, "created[gte]": undefined, after: "x&y" }, read);
  const failure = () => get().then(() => expect.unreachable(), asSourceError);
  return { get, failure, requests, at, controller };
}

function asSourceError(error: unknown): SourceError {
  if (isSourceError(error)) return error;
  throw error;
}

const status =
  (code: number, headers: Record<string, string> = {}) =>
  () =>
    Response.json({ message: `no, ${secret}`, code: "some_code" }, { status: code, headers });

/** A pace that remembers what it was asked, and lets `turn` decide. */
function paced(turn: () => Promise<void> = async () => {}) {
  const asked: string[] = [];
  const pace: Pace = {
    turn: (endpoint, maxWaitMs) => {
      asked.push(`turn ${endpoint} ${maxWaitMs}`);
      return turn();
    },
    rest: async (endpoint, ms) => void asked.push(`rest ${endpoint} ${ms}`),
  };
  return { pace, asked };
}

describe("createClient", () => {
  it("sends path, parameters and headers", async () => {
    const { get, requests } = provider([good]);
    expect(await get()).toEqual({ id: "a" });
    expect(requests[0]?.url).toBe("https://api.acme.test/base/v1/things?limit=2&after=x%26y");
    expect(requests[0]?.headers.get("authorization")).toBe(`Bearer ${secret}`);
  });

  it.each([
    [400, "provider_rejected", false, 1],
    [401, "credentials_refused", false, 1],
    [403, "permission_missing", false, 1],
    [404, "provider_rejected", false, 1],
    [422, "provider_rejected", false, 1],
    [408, "provider_unavailable", true, 3],
    [409, "provider_unavailable", true, 3],
    [429, "rate_limited", true, 3],
    [500, "provider_unavailable", true, 3],
    [503, "provider_unavailable", true, 3],
  ])("F47 · a lasting %i is %s (retryable %s) after %i attempts", async (code, expected, retryable, attempts) => {
    const { failure, requests } = provider([status(code)], { retries: 2 });
    const error = await failure();
    expect(error).toMatchObject({ code: expected, retryable });
    expect(error.message).toContain(`GET /v1/things answered ${code}`);
    expect(requests.length).toBe(attempts);
  });

  it.each([
    ["429", status(429)],
    ["500", status(500)],
    ["a page that is not JSON", () => new Response("<html>")],
    ["an empty body", () => new Response("")],
    ["another shape", () => Response.json({ identity: "a" })],
    ["half an answer", () => brokenOff(`{ "id": "a`)],
    ["no connection", () => Promise.reject(new TypeError("fetch failed"))],
    ["silence", (request: Request) => silence(request)],
  ])("F47 · passes over %s", async (_, bad) => {
    const { get, requests } = provider([bad, bad, good], { timeoutMs: 50 });
    expect(await get()).toEqual({ id: "a" });
    expect(requests.length).toBe(3);
  });

  it("F47 · times out although garbage is collected while it waits", { timeout: 10_000 }, async () => {
    setFlagsFromString("--expose-gc");
    const collect = runInNewContext("gc") as () => void;
    const connection: ClientOptions["connection"] = {
      signal: new AbortController().signal,
      limits: { retries: 0, timeoutMs: 100 },
      fetch: (input) => silence(input as Request),
    };
    const options = {
      title: "Acme",
      baseUrl: "https://api.acme.test",
      headers: {},
      secrets: [],
      readProblem: () => ({}),
    };
    const asked = createClient({ ...options, connection }).get("/v1/things", {}, read);
    const collecting = setInterval(collect, 10);
    await expect(asked).rejects.toMatchObject({ code: "provider_unreachable" });
    clearInterval(collecting);
  });

  it.each([
    ["not JSON", () => new Response("<html>"), "answer_malformed", "is not JSON"],
    ["another shape", () => Response.json({ identity: secret }), "answer_malformed", "id (invalid_type)"],
    ["half an answer", () => brokenOff(`{ "id": "a`), "answer_malformed", "broke off"],
    ["silence", (request: Request) => silence(request), "provider_unreachable", "within 20 ms"],
    ["a bare failure", () => Promise.reject(new TypeError("fetch failed")), "provider_unreachable", "got no answer"],
  ])("lasting: %s", async (_, bad, code, words) => {
    const error = await provider([bad], { retries: 1, timeoutMs: 20 }).failure();
    expect(error).toMatchObject({ code, retryable: true });
    expect(error.message).toContain(words);
  });

  it("F55 · tells the provider's words but no secret, in no property at all", async () => {
    const error = await provider([status(400)]).failure();
    expect(error.message).toBe("Acme: GET /v1/things answered 400 (some_code: no, [redacted])");
    expect(error.providerCode).toBe("some_code");
    expect(error.cause).toBeUndefined();
    expect(JSON.stringify(error, Object.getOwnPropertyNames(error))).not.toContain(secret.slice(8));
  });

  it("F55 · repeats nothing that the provider says of refused credentials", async () => {
    expect((await provider([status(401)]).failure()).message).toBe("Acme: GET /v1/things answered 401");
  });

  it("F47 · waits as long as Retry-After says", async () => {
    const { get, at } = provider([status(429, { "retry-after": "1" }), good]);
    await get();
    expect((at[1] as number) - (at[0] as number)).toBeGreaterThanOrEqual(995); // a timer may be early by a fraction of a millisecond
  });

  it("P1 · hands a wait that is too long for the slice back at once", async () => {
    const { failure, requests } = provider([status(429, { "retry-after": "300" })]);
    expect(await failure()).toMatchObject({ code: "rate_limited", retryAfterMs: 300_000 });
    expect(requests.length).toBe(1);
  });

  it("P1 · says how long to rest where the provider does not", async () => {
    expect(await provider([status(429)], { retries: 1 }).failure()).toMatchObject({ retryAfterMs: 30_000 });
  });

  it("F21 · an abort stops a request in flight, with the reason of the abort", async () => {
    const { get, requests, controller } = provider([silence]);
    const answer = get();
    await expect.poll(() => requests.length).toBe(1);
    controller.abort(new Error("fenced"));
    await expect(answer).rejects.toThrow("fenced");
    expect(requests[0]?.signal.aborted).toBe(true);
    expect(requests.length).toBe(1);
  });

  it("F21 · an abort ends a wait between attempts", async () => {
    const { get, requests, controller } = provider([status(500)], { backoffMs: 19_000 });
    const answer = get();
    await expect.poll(() => requests.length).toBe(1);
    controller.abort(new Error("fenced"));
    await expect(answer).rejects.toThrow("fenced");
    expect(requests.length).toBe(1);
  });

  it("names the system's reason for a connection that cannot be made", async () => {
    const port = await freePort();
    const client = createClient({
      title: "Acme",
      baseUrl: `http://127.0.0.1:${port}`,
      headers: {},
      secrets: [],
      readProblem: () => ({}),
      connection: { signal: new AbortController().signal, limits: { retries: 1, backoffMs: 1 } },
    });
    const error = await client.get("/v1/things", {}, read).then(() => expect.unreachable(), asSourceError);
    expect(error).toMatchObject({ code: "provider_unreachable", retryable: true });
    expect(error.message).toBe("Acme: GET /v1/things got no answer (ECONNREFUSED)");
  });

  it("waits for a turn before each attempt, and has everybody rest when the provider says that it is too much", async () => {
    const { pace, asked } = paced();
    const { get, requests } = provider([status(429, { "retry-after": "0.01" }), good], { maxWaitMs: 500 }, pace);
    expect(await get()).toEqual({ id: "a" });
    expect(requests).toHaveLength(2);
    expect(asked).toEqual([
      "turn /v1/things 500",
      expect.stringMatching(/^rest \/v1\/things \d/),
      "turn /v1/things 500",
    ]);
  });

  it("asks nobody to rest, and does not try again, when it was its turn that was too far away", async () => {
    const tooFar = new SourceError("rate_limited", "Acme: the next turn is 70 s away", {
      retryable: true,
      retryAfterMs: 70_000,
    });
    const { pace, asked } = paced(() => Promise.reject(tooFar));
    const { failure, requests } = provider([good], { maxWaitMs: 500_000 }, pace);
    expect(await failure()).toBe(tooFar);
    expect(requests).toEqual([]);
    expect(asked).toEqual(["turn /v1/things 500000"]);
  });

  it("lets a fault of whoever gives the turns out as it is", async () => {
    const fault = Object.assign(new Error("The store is away."), { code: "store_unreachable" });
    const { get } = provider([good], {}, paced(() => Promise.reject(fault)).pace);
    await expect(get()).rejects.toBe(fault);
  });
});

function silence(request: Request): Promise<Response> {
  const { promise, reject } = Promise.withResolvers<Response>();
  request.signal.addEventListener("abort", () => reject(request.signal.reason));
  return promise;
}

function brokenOff(text: string): Response {
  const chunks = [new TextEncoder().encode(text)];
  const body = new ReadableStream({
    pull(controller) {
      const chunk = chunks.pop();
      if (chunk) controller.enqueue(chunk);
      else controller.error(new TypeError("terminated"));
    },
  });
  return new Response(body, { headers: { "content-type": "application/json" } });
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  return port;
}
