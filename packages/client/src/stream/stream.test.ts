import * as fc from "fast-check";
import { afterEach, describe, expect, it, vi } from "vitest";
import { createClient, isApiError, type StreamEvent } from "../index.ts";
import { startedRun } from "../testing/rows.ts";
import { parseEvents } from "./parse.ts";

const encoder = new TextEncoder();
const wire = (name: string, data: unknown) => `event: ${name}\ndata: ${JSON.stringify(data)}\n\n`;
const hello = wire("hello", { now: "2026-11-24T10:00:00Z", version: "1" });

function bytes(chunks: readonly Uint8Array[], open?: AbortSignal): ReadableStream<Uint8Array<ArrayBuffer>> {
  return new ReadableStream({
    start: (controller) => {
      for (const chunk of chunks) controller.enqueue(new Uint8Array(chunk));
      if (open === undefined) controller.close();
      else open.addEventListener("abort", () => controller.error(open.reason));
    },
  });
}

/** An answer that ends after its text, or that stays open until its request is aborted, as `fetch` does it. */
const eventStream = (text: string, open?: AbortSignal) =>
  new Response(bytes([encoder.encode(text)], open), { headers: { "content-type": "text/event-stream" } });

async function all<T>(items: AsyncIterable<T>): Promise<T[]> {
  const found: T[] = [];
  for await (const item of items) found.push(item);
  return found;
}

afterEach(() => {
  vi.useRealTimers();
});

describe("parseEvents", () => {
  it("gives the same events however the network cuts the bytes", async () => {
    const event = fc.record({ name: fc.stringMatching(/^[a-z]{1,8}$/), value: fc.json() });
    await fc.assert(
      fc.asyncProperty(
        fc.array(event),
        fc.array(fc.nat(40)),
        fc.constantFrom("\n", "\r\n"),
        async (events, cuts, end) => {
          const text = events.map(({ name, value }) => `event: ${name}${end}data: ${value}${end}${end}`).join("");
          let rest = encoder.encode(text);
          const chunks: Uint8Array[] = [];
          for (const cut of cuts) {
            chunks.push(rest.slice(0, cut));
            rest = rest.slice(cut);
          }
          const found = await all(parseEvents(bytes([...chunks, rest])));
          expect(found).toEqual(events.map(({ name, value }) => ({ name, data: value })));
        },
      ),
    );
  });

  it("passes over comments, and drops an event that breaks off", async () => {
    expect(
      await all(parseEvents(bytes([encoder.encode(`: hi\n\nretry: 1\n\nevent: a\ndata: 1\n\nevent: b\ndata: 2`)]))),
    ).toEqual([{ name: "a", data: "1" }]);
  });

  it("gives up on an event that does not end", async () => {
    await expect(all(parseEvents(bytes([encoder.encode("x".repeat(1_000_001))])))).rejects.toThrow(RangeError);
  });
});

describe("the stream", () => {
  /** Answers one request after another; then the stream stays open until the caller goes. */
  function follow(answers: readonly (Response | Error)[], enough: (event: StreamEvent) => boolean, last = hello) {
    let request = 0;
    const stop = new AbortController();
    const client = createClient({
      fetch: async (_, init) => {
        const answer = answers[request++] ?? eventStream(last, init?.signal ?? undefined);
        if (answer instanceof Error) throw answer;
        return answer;
      },
    });
    const events = (async () => {
      const seen: StreamEvent[] = [];
      for await (const event of client.stream({ signal: stop.signal })) {
        seen.push(event);
        if (enough(event)) stop.abort();
      }
      return seen;
    })();
    return { events, requests: () => request };
  }

  it("yields what the server sends, and passes over what it does not know", async () => {
    const run = { ...startedRun(), status: "canceled" };
    const text =
      hello +
      wire("run", run) +
      wire("news", {}) +
      wire("run", { id: 1 }) +
      wire("trouble", { error: "store_unreachable" }) +
      wire("ping", {});
    const { events } = follow([], ({ type }) => type === "ping", text);
    expect(await events).toEqual([
      { type: "hello", now: "2026-11-24T10:00:00Z", version: "1" },
      { type: "run", run },
      { type: "trouble", error: "store_unreachable" },
      { type: "ping" },
    ]);
  });

  it("says that it is down and connects again, after a close, a fault and a proxy's page", async () => {
    vi.useFakeTimers();
    const answers = [
      eventStream(hello),
      new TypeError("fetch failed"),
      new Response("<html>", { status: 504 }),
      new Response("{}"),
    ];
    let hellos = 0;
    const { events } = follow(answers, ({ type }) => type === "hello" && ++hellos === 2);
    await vi.advanceTimersByTimeAsync(60_000);
    const seen = await events;
    expect(seen.map((event) => (event.type === "down" ? event.error : event.type))).toEqual([
      "hello",
      "closed",
      "unreachable",
      "bad_answer",
      "bad_answer",
      "hello",
    ]);
    const waits = seen.flatMap((event) => (event.type === "down" ? [event.retryInMs] : []));
    expect(waits.every((wait, n) => wait >= 375 * 2 ** n && wait <= 500 * 2 ** n)).toBe(true);
  });

  it("waits shortly again once a connection has greeted", async () => {
    vi.useFakeTimers();
    const faults = Array.from({ length: 4 }, () => new TypeError("fetch failed"));
    let hellos = 0;
    const { events } = follow([...faults, eventStream(hello)], ({ type }) => type === "hello" && ++hellos === 2);
    await vi.advanceTimersByTimeAsync(60_000);
    const waits = (await events).flatMap((event) => (event.type === "down" ? [event.retryInMs] : []));
    expect(waits).toHaveLength(5);
    expect(waits[3]).toBeGreaterThan(2_000);
    expect(waits[4]).toBeLessThanOrEqual(500);
  });

  it("never waits longer than 10 s", async () => {
    vi.useFakeTimers();
    const { events, requests } = follow(
      Array.from({ length: 12 }, () => new TypeError("fetch failed")),
      ({ type }) => type === "hello",
    );
    await vi.advanceTimersByTimeAsync(120_000);
    expect((await events).every((event) => event.type !== "down" || event.retryInMs <= 10_000)).toBe(true);
    expect(requests()).toBe(13);
  });

  it("takes 45 s without a word for a broken connection", async () => {
    vi.useFakeTimers();
    const fetch: typeof globalThis.fetch = async (_, init) => eventStream(hello, init?.signal ?? undefined);
    const stop = new AbortController();
    const seen: string[] = [];
    const reading = (async () => {
      for await (const event of createClient({ fetch }).stream({ signal: stop.signal })) seen.push(event.type);
    })();
    await vi.advanceTimersByTimeAsync(44_900);
    expect(seen).toEqual(["hello"]);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(seen).toEqual(["hello", "down", "hello"]);
    stop.abort();
    await reading;
  });

  it.each([401, 403, 404])("gives up on a %i, which another attempt would not change", async (status) => {
    const body = JSON.stringify({ error: "unauthenticated", detail: "Sign in." });
    const { events } = follow([new Response(body, { status })], () => true);
    const error = await events.catch((thrown: unknown) => thrown);
    expect(isApiError(error) && [error.code, error.status]).toEqual(["unauthenticated", status]);
  });

  it("ends without a word when the caller goes while it waits", async () => {
    const { events } = follow([new TypeError("fetch failed")], ({ type }) => type === "down");
    expect((await events).map(({ type }) => type)).toEqual(["down"]);
  });
});
