import { expect } from "vitest";
import { isStoreError } from "../errors.ts";
import type { RunStore, TakeRequest, Turn } from "../index.ts";
import { hour, minute, stripe } from "./steps.ts";
import type { PromiseTest } from "./under-test.ts";

const charges = { bucket: "endpoint:/v1/charges", intervalMs: minute, burst: 1 };
const refunds = { ...charges, bucket: "endpoint:/v1/refunds" };
const account = { bucket: "account:", intervalMs: minute / 10, burst: 1 };

const ask = (more: Partial<TakeRequest> = {}): TakeRequest => ({
  ...stripe,
  buckets: [charges],
  maxWaitMs: hour,
  ...more,
});

/** Minutes, and tenths of them: what a call itself takes is no part of it. */
const inMinutes = ({ waitMs }: Turn) => Math.round((waitMs / minute) * 10) / 10;

/** The waits of turns that are asked for one after another. */
async function waits(store: RunStore, count: number, request: TakeRequest): Promise<readonly number[]> {
  const found: number[] = [];
  for (let n = 0; n < count; n += 1) {
    const turn = await store.take(request);
    expect(turn.granted).toBe(true);
    found.push(inMinutes(turn));
  }
  return found;
}

async function rejected(call: Promise<unknown>): Promise<void> {
  const error = await call.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  expect(isStoreError(error) && error.code).toBe("store_rejected");
}

/** Turns at the providers. */
export function rates(promise: PromiseTest): void {
  promise("turns of a bucket are an interval apart, in the order of asking", async ({ store }) => {
    expect(await waits(store, 4, ask())).toEqual([0, 1, 2, 3]);
  });

  promise("a burst comes at once, and then again only in its time", async ({ store, advance }) => {
    const request = ask({ buckets: [{ ...charges, burst: 3 }] });
    expect(await waits(store, 7, request)).toEqual([0, 0, 0, 3, 3, 3, 6]);
    await advance(7 * minute);
    expect(await waits(store, 3, request)).toEqual([0, 0, 2]);
  });

  promise("time brings turns back, and idle time no more than a burst of them", async ({ store, advance }) => {
    await waits(store, 3, ask());
    await advance(2.5 * minute);
    expect(await waits(store, 2, ask())).toEqual([0.5, 1.5]);
    await advance(24 * hour);
    expect(await waits(store, 2, ask())).toEqual([0, 1]);
  });

  promise("a turn that is too far away is not taken, and costs nobody anything", async ({ store }) => {
    await waits(store, 3, ask());
    const impatient = ask({ maxWaitMs: 2 * minute });
    for (let n = 0; n < 3; n += 1) {
      const turn = await store.take(impatient);
      expect([turn.granted, inMinutes(turn)]).toEqual([false, 3]);
    }
    expect(await waits(store, 1, ask())).toEqual([3]);
  });

  promise("limits together: a turn is one of each bucket", async ({ store }) => {
    const slow = { ...account, intervalMs: 2 * minute };
    expect(await waits(store, 1, ask({ buckets: [slow, charges] }))).toEqual([0]);
    expect(await waits(store, 1, ask({ buckets: [refunds, slow] }))).toEqual([2]);
    expect(await waits(store, 1, ask({ buckets: [charges] }))).toEqual([1]);
  });

  promise("who waits for a slow endpoint does not hold up the others of the account", async ({ store }) => {
    expect(await waits(store, 3, ask({ buckets: [charges, account] }))).toEqual([0, 1, 2]);
    // Between those turns the account is free, but for the tenth of a minute around each.
    expect(await waits(store, 3, ask({ buckets: [{ ...refunds, intervalMs: 1 }, account] }))).toEqual([0.1, 0.2, 0.3]);
    expect(await waits(store, 8, ask({ buckets: [account] }))).toEqual([0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.1, 1.2]);
  });

  promise("thirty-two takers at once: never more turns than their time allows, none lost", async ({ store }) => {
    const request = ask({ buckets: [{ ...charges, burst: 2 }, account], maxWaitMs: 10 * minute });
    const turns = await Promise.all(Array.from({ length: 32 }, () => store.take(request)));
    const granted = turns.filter((turn) => turn.granted);
    const places = granted.map(inMinutes).sort((a, b) => a - b);
    // Two lanes, each of a turn in two minutes; the account keeps the two a tenth apart.
    expect(places).toEqual([0, 0.1, 2, 2.1, 4, 4.1, 6, 6.1, 8, 8.1, 10]);
    for (const turn of turns) if (!turn.granted) expect(turn.waitMs).toBeGreaterThan(10 * minute - 1);
  });

  promise("takers that name the buckets in opposite orders end without a deadlock", async ({ store }) => {
    const [forth, back] = [
      [charges, account, refunds],
      [refunds, account, charges],
    ];
    const turns = await Promise.all(
      Array.from({ length: 24 }, (_, n) =>
        store.take(ask({ buckets: n % 2 === 0 ? forth : back, maxWaitMs: 24 * hour })),
      ),
    );
    expect(turns.map(inMinutes).sort((a, b) => a - b)).toEqual(turns.map((_, n) => n));
  });

  promise("a rest keeps everybody away, and a shorter one does not end it", async ({ store, advance }) => {
    await store.rest({ ...stripe, bucket: charges.bucket, ms: 5 * minute });
    await store.rest({ ...stripe, bucket: charges.bucket, ms: minute });
    expect(inMinutes(await store.take(ask({ maxWaitMs: minute })))).toBe(5);
    expect(await waits(store, 2, ask())).toEqual([5, 6]);
    expect(await waits(store, 1, ask({ buckets: [refunds] }))).toEqual([0]);
    await advance(8 * minute);
    expect(await waits(store, 1, ask())).toEqual([0]);
  });

  promise("a rest that comes while turns are waited for moves those that follow", async ({ store }) => {
    await waits(store, 2, ask());
    await store.rest({ ...stripe, bucket: charges.bucket, ms: 10 * minute });
    expect(await waits(store, 2, ask())).toEqual([10, 11]);
  });

  promise("another account's turns, and another source's, are others", async ({ store }) => {
    await store.rest({ ...stripe, bucket: charges.bucket, ms: hour });
    expect(await waits(store, 2, ask({ account: "second" }))).toEqual([0, 1]);
    expect(await waits(store, 2, ask({ source: "paypal" }))).toEqual([0, 1]);
  });

  promise("what is no bucket is refused", async ({ store }) => {
    const bad: readonly Partial<TakeRequest>[] = [
      { buckets: [] },
      { buckets: [charges, charges] },
      { buckets: [{ ...charges, intervalMs: 0 }] },
      { buckets: [{ ...charges, intervalMs: Number.NaN }] },
      { buckets: [{ ...charges, burst: 0 }] },
      { buckets: [{ ...charges, burst: 1.5 }] },
      { buckets: [{ ...charges, bucket: "" }] },
      { maxWaitMs: -1 },
      { maxWaitMs: Number.POSITIVE_INFINITY },
      { source: "" },
    ];
    for (const more of bad) await rejected(store.take(ask(more)));
    await rejected(store.rest({ ...stripe, bucket: charges.bucket, ms: -1 }));
    await rejected(store.rest({ ...stripe, bucket: "", ms: 1 }));
    expect(await waits(store, 1, ask())).toEqual([0]);
  });
}
