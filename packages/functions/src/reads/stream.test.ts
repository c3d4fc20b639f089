import type { StreamEvent } from "@sincro/client";
import { streamEvents } from "@sincro/client/contract";
import { afterEach, describe, expect, it, vi } from "vitest";
import { harness, origin } from "../testing/harness.ts";

afterEach(() => {
  vi.useRealTimers();
});

/** What has come of a stream so far, as name and data. */
async function chunk(reader: ReadableStreamDefaultReader<Uint8Array>) {
  const { done, value } = await reader.read();
  if (done) return null;
  const blocks = new TextDecoder().decode(value).split("\n\n").filter(Boolean);
  return blocks.map((block) => {
    const [, name = "", data = ""] = /^event: (\w+)\ndata: (.*)$/.exec(block) ?? [];
    const schema = streamEvents[name as keyof typeof streamEvents];
    return { name, data: schema.parse(JSON.parse(data)) };
  });
}

const readerOf = (response: Response) => {
  if (response.body === null) throw new Error("no body");
  return response.body.getReader();
};

describe("GET sync-runs/stream", () => {
  it("is an event stream that no proxy may hold back: hello first, then rows, each as its version grows", async () => {
    const { get, store } = harness();
    const answer = await store.start({ source: "stripe", mode: "7d" });
    const id = answer.outcome === "started" ? answer.run.id : "";
    const response = await get("sync-runs/stream");
    expect(response.headers.get("content-type")).toBe("text/event-stream");
    expect(response.headers.get("x-accel-buffering")).toBe("no");
    const reader = readerOf(response);
    const first = await chunk(reader);
    expect(first?.map(({ name }) => name)).toEqual(["hello", "run"]);
    expect(first?.[0]?.data).toEqual({ now: expect.any(String), version: "1.2.3" });
    await store.cancel({ runId: id }, "ana");
    expect(await chunk(reader)).toMatchObject([{ name: "run", data: { id, status: "cancelled", version: 2 } }]);
    await reader.cancel();
  });

  it("pings when nothing happens for 15 s", async () => {
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    const { get } = harness();
    const reader = readerOf(await get("sync-runs/stream"));
    expect((await chunk(reader))?.map(({ name }) => name)).toEqual(["hello"]);
    const next = chunk(reader);
    await vi.advanceTimersByTimeAsync(14_900);
    await vi.advanceTimersByTimeAsync(200);
    expect(await next).toEqual([{ name: "ping", data: {} }]);
    await reader.cancel();
  });

  it.each(["the caller goes", "the server stops"])("ends cleanly when %s", async (how) => {
    const { get, feed } = harness();
    const gone = new AbortController();
    const reader = readerOf(await get("sync-runs/stream", { signal: gone.signal }));
    await chunk(reader);
    if (how === "the caller goes") gone.abort();
    else feed.close();
    expect(await chunk(reader)).toBeNull();
  });

  it("ends with the session that it was opened with", async () => {
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "Date"] });
    const { get, post, codes } = harness();
    const signedIn = await post("session", { code: codes.issue() }, { token: null, headers: { origin } });
    const cookie = signedIn.headers.get("set-cookie")?.split(";")[0] ?? "";
    vi.setSystemTime(Date.now() + 12 * 3_600_000 - 10_000);
    const reader = readerOf(await get("sync-runs/stream", { token: null, headers: { cookie } }));
    await chunk(reader);
    const next = chunk(reader);
    await vi.advanceTimersByTimeAsync(10_000);
    expect(await next).toBeNull();
  });

  it("is followed by the typed client, until its signal aborts", async () => {
    const { client, store, feed } = harness();
    const stop = new AbortController();
    const seen: StreamEvent["type"][] = [];
    let restarts = 0;
    for await (const event of client.stream({ signal: stop.signal })) {
      seen.push(event.type);
      if (event.type === "hello") await store.start({ source: `source-${restarts++}`, mode: "7d" });
      if (event.type === "run" && event.run.source === "source-0" && restarts === 1) feed.close();
      if (event.type === "run" && event.run.source === "source-1") stop.abort();
    }
    expect(seen.slice(0, 4)).toEqual(["hello", "run", "down", "hello"]);
    expect(seen.at(-1)).toBe("run");
  });
});
