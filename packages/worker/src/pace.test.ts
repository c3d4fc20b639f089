import { isSourceError, type Rate } from "@sincro/sources";
import { isStoreError, type RunStore } from "@sincro/store";
import { describe, expect, it } from "vitest";
import type { Clock } from "./clock.ts";
import { createPace, type PaceOptions } from "./pace.ts";
import { type Fault, faultyStore, firstTimes } from "./testing/faulty-store.ts";
import { world } from "./testing/world.ts";

// 84 ms between two requests to an endpoint, 42 between any two.
const rates: readonly Rate[] = [
  { scope: "endpoint", requests: 25, perMs: 1_000 },
  { scope: "account", requests: 50, perMs: 1_000 },
];
const scope = { source: "stripe", account: "default" };
const patience = 20_000;

function paced(more: Partial<PaceOptions> = {}, faultOf: (call: string) => Fault | undefined = () => undefined) {
  const { clock, store, options } = world();
  const faults: unknown[] = [];
  const { signal } = new AbortController();
  const onFault = (fault: unknown) => void faults.push(fault);
  const make = (over: RunStore = faultyStore(store, faultOf)) =>
    createPace({ ...options, onFault, store: over, scope, manifest: { title: "Stripe", rates }, ...more });
  return { clock, store, faults, make, pace: make(), signal };
}

const thrownBy = (task: Promise<unknown>) =>
  task.then(
    () => expect.unreachable(),
    (error: unknown) => error,
  );

describe("createPace", () => {
  it("gives turns that are an interval apart, whoever asks: two workers share them", async () => {
    const { clock, make, signal } = paced();
    const workers = [make(), make()];
    const at: number[] = [];
    const ask = async (n: number) => {
      await workers[n % 2]?.turn("/v1/charges", patience, signal);
      at.push(clock.now());
    };
    await clock.until(Promise.all([0, 1, 2, 3, 4].map(ask)));
    expect(at).toEqual([0, 84, 168, 252, 336]);
  });

  it("keeps the account's limit over all endpoints, and a busy endpoint does not hold up another", async () => {
    const { clock, pace, signal } = paced();
    const at: Record<string, number> = {};
    const ask = async (endpoint: string, n: number) => {
      await pace.turn(endpoint, patience, signal);
      at[`${endpoint} ${n}`] = clock.now();
    };
    const busy = [0, 1, 2].map((n) => ask("/v1/charges", n));
    await clock.until(Promise.all([...busy, ask("/v1/refunds", 0)]));
    expect(at).toEqual({ "/v1/charges 0": 0, "/v1/refunds 0": 42, "/v1/charges 1": 84, "/v1/charges 2": 168 });
  });

  it("uses the share of what is allowed that it is told", async () => {
    const { clock, pace, signal } = paced({ share: 1 });
    for (let n = 0; n < 3; n += 1) await clock.until(pace.turn("/v1/charges", patience, signal));
    expect(clock.now()).toBe(84);
    expect(() => paced({ share: 1.5 })).toThrow(RangeError);
  });

  it("P1 · a turn that is too far away is the slice's to wait for: rate_limited, and for how long", async () => {
    const { pace, signal } = paced();
    await pace.rest("/v1/charges", 70_000);
    const error = await thrownBy(pace.turn("/v1/charges", patience, signal));
    expect(isSourceError(error)).toBe(true);
    expect(error).toMatchObject({ code: "rate_limited", retryable: true, retryAfterMs: 70_000 });
    expect((error as Error).message).toBe("Stripe: the next turn at /v1/charges is 70 s away");
  });

  it("a rest is everybody's, at every endpoint of an account whose requests are counted together", async () => {
    const { clock, make, pace, signal } = paced();
    await pace.rest("/v1/charges", 5_000);
    await clock.until(make().turn("/v1/refunds", patience, signal));
    expect(clock.now()).toBe(5_000);
  });

  it("F48, P1 · a turn that was given before the provider asked for a rest is not used within it", async () => {
    const { clock, pace, signal } = paced();
    const turns = [0, 1, 2].map(() => pace.turn("/v1/charges", patience, signal));
    const [, second, third] = turns.map((turn) => turn.catch((error: unknown) => error));
    await clock.advance(10);
    await pace.rest("/v1/charges", 1_000);
    await clock.until(second as Promise<unknown>);
    expect(clock.now()).toBeGreaterThanOrEqual(1_010);
    await pace.rest("/v1/charges", 70_000);
    expect(await clock.until(third as Promise<unknown>)).toMatchObject({ code: "rate_limited", retryable: true });
  });

  it("F48 · turns that a process missed while it stood still are not used all at once", async () => {
    const { clock, store, options } = world();
    const { signal } = new AbortController();
    let standsStillMs = 300;
    const late: Clock = {
      now: clock.now.bind(clock),
      after: (ms, then) => clock.after(Math.max(ms, standsStillMs), then),
    };
    const pace = createPace({
      ...options,
      onFault: undefined,
      clock: late,
      store,
      scope,
      manifest: { title: "Stripe", rates },
    });
    const at: number[] = [];
    const turns = [0, 1, 2, 3].map(async () => {
      await pace.turn("/v1/charges", patience, signal);
      at.push(clock.now());
    });
    await clock.advance(299);
    standsStillMs = 0;
    await clock.until(Promise.all(turns));
    for (const [n, time] of at.entries()) expect(time - (at[n - 1] ?? -84)).toBeGreaterThanOrEqual(84 - 25);
  });

  it("a process that is always late goes on all the same", async () => {
    const { clock, store, options } = world();
    const { signal } = new AbortController();
    const late: Clock = { now: clock.now.bind(clock), after: (ms, then) => clock.after(ms + 100, then) };
    const pace = createPace({
      ...options,
      onFault: undefined,
      clock: late,
      store,
      scope,
      manifest: { title: "Stripe", rates },
    });
    await pace.turn("/v1/charges", patience, signal);
    await clock.until(pace.turn("/v1/charges", patience, signal));
    expect(clock.now()).toBeLessThan(2_000);
  });

  it.each([Number.POSITIVE_INFINITY, 1e12])("a rest of %s is one of a day", async (ms) => {
    const { pace, signal, faults } = paced();
    await pace.rest("/v1/charges", ms);
    expect(await thrownBy(pace.turn("/v1/charges", patience, signal))).toMatchObject({ retryAfterMs: 86_400_000 });
    expect(faults).toEqual([]);
  });

  it.each([Number.NaN, -1, 0])("a rest of %s is none", async (ms) => {
    const { clock, pace, signal } = paced();
    await pace.rest("/v1/charges", ms);
    await clock.until(pace.turn("/v1/charges", patience, signal));
    expect(clock.now()).toBe(0);
  });

  it("F21 · stops waiting as soon as the slice is over", async () => {
    const { clock, pace } = paced();
    await pace.rest("/v1/charges", 10_000);
    const over = new AbortController();
    const turn = thrownBy(pace.turn("/v1/charges", patience, over.signal));
    await clock.advance(1_000);
    const why = new Error("The slice is over.");
    over.abort(why);
    expect(await turn).toBe(why);
    expect(clock.pending).toBe(0);
    expect(await thrownBy(pace.turn("/v1/charges", patience, over.signal))).toBe(why);
  });

  it("F21 · also while the store does not answer", async () => {
    const { pace } = paced({}, () => "hang");
    const over = new AbortController();
    const turn = thrownBy(pace.turn("/v1/charges", patience, over.signal));
    over.abort(new Error("over"));
    expect(await turn).toMatchObject({ message: "over" });
  });

  it.each(["unreachable", "lost", "hang"] as const)(
    "a store that is %s once costs a moment, and is told",
    async (fault) => {
      const { clock, pace, signal, faults } = paced({}, firstTimes("take", 1, fault));
      await clock.until(pace.turn("/v1/charges", patience, signal));
      expect(clock.now()).toBeGreaterThan(0);
      expect(faults).toHaveLength(1);
    },
  );

  it("a store that is away for long is a store's error, which a later slice may be spared", async () => {
    const { clock, pace, signal } = paced({}, () => "unreachable");
    const error = await clock.until(thrownBy(pace.turn("/v1/charges", patience, signal)));
    expect(isStoreError(error) && error.code).toBe("store_unreachable");
    expect(clock.now()).toBeLessThanOrEqual(20_000);
  });

  it("a rest that cannot be noted is told, and throws nothing", async () => {
    const { pace, faults } = paced({}, () => "rejected");
    await pace.rest("/v1/charges", 1_000);
    expect(faults.map((fault) => isStoreError(fault) && fault.code)).toEqual(["store_rejected", "store_rejected"]);
  });

  it("asks nobody where nothing is limited", async () => {
    const { pace, signal, faults } = paced({ manifest: { title: "Acme", rates: [] } }, () => "rejected");
    await pace.turn("/anything", patience, signal);
    await pace.rest("/anything", 1_000);
    expect(faults).toEqual([]);
  });
});
