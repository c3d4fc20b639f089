import { ApiError, type PolicyAnswer, type StreamEvent } from "@sincro/client";
import { policy, type SyncRunRow } from "@sincro/machine";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { at, over, run } from "../view/run.fixture.ts";
import type { RunRow } from "../view/run-row.ts";
import { createSyncCenter, type SyncCenter } from "./center.ts";
import type { RunFeed } from "./port.ts";

const stops: (() => void)[] = [];

beforeEach(() => {
  vi.stubGlobal("window", new EventTarget());
  vi.stubGlobal("document", Object.assign(new EventTarget(), { hidden: false }));
  vi.stubGlobal("navigator", { onLine: true });
});
afterEach(() => {
  for (const stop of stops.splice(0)) stop();
  vi.unstubAllGlobals();
});

/** A server in words: its runs, its clock, and a stream that the test speaks on. */
function server(runs: readonly RunRow[] = []) {
  const state = { runs, error: null as ApiError | null, aheadMs: 0 };
  const spoken: StreamEvent[] = [];
  let wake = () => {};
  const answer = <T>(value: () => T): Promise<T> =>
    state.error === null ? Promise.resolve(value()) : Promise.reject(state.error);
  const rowsOf = (list: readonly RunRow[]) => list as readonly SyncRunRow[];
  const feed: RunFeed = {
    policy: () =>
      answer(() => ({ now: new Date(Date.now() + state.aheadMs).toISOString(), policy }) as unknown as PolicyAnswer),
    runs: ({ active } = {}) =>
      answer(() => ({ runs: rowsOf(state.runs.filter((row) => !active || row.status === "running")), next: null })),
    run: (id) =>
      answer(() => {
        const found = [...rowsOf(state.runs), ...rowsOf(elsewhere)].find((row) => row.id === id);
        if (found === undefined) throw new ApiError("run_not_found", { status: 404, detail: "" });
        return { run: found, events: [], allowed: [], now: at(0) };
      }),
    stream: async function* ({ signal } = {}) {
      while (!signal?.aborted) {
        const next = spoken.shift();
        if (next !== undefined) yield next;
        else await new Promise<void>((resolve) => (wake = resolve));
      }
    },
  };
  const elsewhere: RunRow[] = [];
  return {
    feed,
    state,
    elsewhere,
    speak(event: StreamEvent) {
      spoken.push(event);
      wake();
    },
  };
}

function started(feed: RunFeed): SyncCenter {
  const center = createSyncCenter(feed);
  stops.push(center.start());
  return center;
}

const held = (center: SyncCenter) => [...center.state.get().rows.values()];

it("holds the runs of the first answer, then each newer version that the stream brings, never an older one", async () => {
  const { feed, speak } = server([run({ version: 4 })]);
  const center = started(feed);
  await vi.waitFor(() => expect(center.state.get().loaded).toBe(true));
  speak({ type: "run", run: run({ version: 6, total_fetched: 600 }) as SyncRunRow });
  speak({ type: "run", run: run({ version: 5, total_fetched: 500 }) as SyncRunRow });
  speak({ type: "hello", now: new Date().toISOString(), version: "1" });
  await vi.waitFor(() => expect(center.connection.get()).toBe("live"));
  expect(held(center)).toMatchObject([{ version: 6, total_fetched: 600 }]);
});

it("asks for a run that ended while nobody looked, and forgets one that is gone", async () => {
  const { feed, state, elsewhere } = server([run({ id: "ended" }), run({ id: "gone" })]);
  const center = started(feed);
  await vi.waitFor(() => expect(held(center)).toHaveLength(2));
  state.runs = [];
  elsewhere.push(over("completed", 1, { id: "ended", version: 9 }));
  await center.refetch();
  expect(held(center).map(({ id, status }) => [id, status])).toEqual([["ended", "completed"]]);
});

it("keeps what it showed when a reading fails, and says why", async () => {
  const { feed, state } = server([run()]);
  const center = started(feed);
  await vi.waitFor(() => expect(center.state.get().loaded).toBe(true));
  state.error = new ApiError("store_unreachable", { status: 503, detail: "" });
  await center.refetch();
  expect(center.state.get().error).toBe("store_unreachable");
  expect(held(center)).toHaveLength(1);
});

it("a closed session is asked for, loses nothing, and is gone on with after the sign-in", async () => {
  const { feed, state } = server([run()]);
  const center = started(feed);
  await vi.waitFor(() => expect(center.state.get().loaded).toBe(true));
  state.error = new ApiError("unauthenticated", { status: 401, detail: "" });
  await center.refetch();
  expect(center.connection.get()).toBe("signedOut");
  expect(center.state.get().error).toBeNull();
  expect(held(center)).toHaveLength(1);
  state.error = null;
  const back = center.untilSignedIn();
  center.signedIn();
  await back;
  expect(center.connection.get()).toBe("connecting");
});

it("its clock is the server's, however far this machine's is off", async () => {
  const { feed, state } = server();
  state.aheadMs = 90_000;
  const center = started(feed);
  await vi.waitFor(() => expect(center.state.get().loaded).toBe(true));
  expect(center.ticker.now() - Date.now()).toBeGreaterThan(89_000);
  expect(center.ticker.now() - Date.now()).toBeLessThanOrEqual(90_000);
});

it("a feed that was stopped can be started again, as React's strict mode does", async () => {
  const { feed, speak } = server([run({ version: 1 })]);
  const center = createSyncCenter(feed);
  center.start()();
  stops.push(center.start());
  speak({ type: "hello", now: at(0), version: "0.1.0" });
  await vi.waitFor(() => expect(center.connection.get()).toBe("live"));
  speak({ type: "run", run: run({ version: 2, total_fetched: 7 }) as SyncRunRow });
  await vi.waitFor(() => expect([...center.state.get().rows.values()]).toMatchObject([{ total_fetched: 7 }]));
});

it("where the newest runs tell too little, older completed ones are read once, and stay out of the list", async () => {
  const done = over("completed", 90_000, { id: "00000000-0000-4000-8000-00000000000d" });
  const { feed } = server([over("failed", 60)]);
  const asked: string[] = [];
  const center = createSyncCenter({
    ...feed,
    policy: async () => ({ ...(await feed.policy()), sources: [{ name: "stripe" }] }) as unknown as PolicyAnswer,
    async runs(request = {}) {
      const answer = await feed.runs(request);
      if (request.source === undefined) return { ...answer, next: "older" };
      asked.push(request.source);
      return { ...answer, runs: [...answer.runs, done as SyncRunRow] };
    },
  });
  stops.push(center.start());
  await vi.waitFor(() => expect(center.state.get().past).toEqual([done]));
  await center.refetch();
  expect(asked).toEqual(["stripe"]);
  expect(center.state.get().rows.has(done.id)).toBe(false);
});
