import type { SyncRunRow } from "@sincro/machine";
import { SourceError } from "@sincro/sources";
import { describe, expect, it } from "vitest";
import type { SliceOutcome } from "./outcome.ts";
import { pageOf, world } from "./testing/world.ts";
import { withRun } from "./with-run.ts";

const outage = () => new SourceError("provider_unavailable", "Stripe answered 503.", { retryable: true });

/** Runs slices that throw until the run is over; the answer is how each was left. */
async function untilOver(thrown: () => unknown, random = 0) {
  const { clock, store, options, start, row } = world();
  const run = await start();
  const outcomes: SliceOutcome[] = [];
  const work = () => Promise.reject(thrown());
  for (let outcome: SliceOutcome | undefined; outcome === undefined || outcome.kind === "yielded"; ) {
    outcome = await clock.until(withRun(store, run, work, { ...options, random: () => random }));
    outcomes.push(outcome);
    if (outcome.kind === "yielded") await clock.advance(outcome.dueInMs);
  }
  const waits = outcomes.flatMap((outcome) => (outcome.kind === "yielded" ? [outcome.dueInMs] : []));
  return { outcomes, waits, row: await row(run.id) };
}

describe("a slice that fails", () => {
  it("is tried again after growing waits with jitter; when the attempts are used up the run has failed, with the last error", async () => {
    const { outcomes, waits, row } = await untilOver(outage);
    expect(waits).toEqual([1_000, 2_000, 4_000, 8_000, 16_000]);
    expect(outcomes[0]).toMatchObject({ reason: "retry", run: { status: "continuing", attempts: 1 } });
    expect(outcomes[0]?.run).toMatchObject({
      error_code: "provider_unavailable",
      error_message: "Stripe answered 503.",
    });
    expect(outcomes.at(-1)).toMatchObject({ kind: "failed", error: { code: "provider_unavailable" } });
    expect(row).toMatchObject({ status: "failed", attempts: 5, slice: 6, error_code: "provider_unavailable" });
    expect((await untilOver(outage, 0.999)).waits[0]).toBe(1_999);
  });

  it("begins to count anew after a page that made progress", async () => {
    const { clock, store, options, start } = world();
    const run = await start();
    for (let n = 1; n <= 12; n += 1) {
      const outcome = await clock.until(
        withRun(
          store,
          run,
          async (held) => {
            if (n % 3 === 0) await held.commit(pageOf(n));
            throw outage();
          },
          options,
        ),
      );
      expect(outcome).toMatchObject({ kind: "yielded", run: { attempts: n % 3 } });
      if (outcome.kind === "yielded") await clock.advance(outcome.dueInMs);
    }
  });

  it("fails the run at once when trying again cannot help", async () => {
    const refused = new SourceError("credentials_refused", "Stripe refused the key.", { retryable: false });
    const { outcomes, row } = await untilOver(() => refused);
    expect(outcomes).toMatchObject([{ kind: "failed", error: { code: "credentials_refused", retryable: false } }]);
    expect(row).toMatchObject({ status: "failed", slice: 1, error_message: "Stripe refused the key." });
  });

  it("takes an error of another copy of the package at its word", async () => {
    const thrown = { code: "permission_missing", message: "No read on refunds.", retryable: false };
    expect((await untilOver(() => thrown)).outcomes).toMatchObject([{ kind: "failed", error: thrown }]);
  });

  it.each([
    ["an Error", new TypeError("x is not a function"), "TypeError: x is not a function"],
    ["a string", "boom", 'The slice threw "boom".'],
    ["undefined", undefined, "The slice threw undefined."],
    ["null", null, "The slice threw null."],
    ["a number", 42, "The slice threw 42."],
    ["a symbol", Symbol("s"), "The slice threw Symbol(s)."],
    ["an object", {}, "The slice threw something without a message."],
    ["a function", () => {}, "The slice threw something without a message."],
  ])("F8 F43 · whatever is thrown reaches the row in words: %s", async (_, thrown, words) => {
    const { outcomes, row } = await untilOver(() => thrown);
    expect(outcomes).toHaveLength(6);
    expect(row).toMatchObject({ status: "failed", error_code: "internal_error", error_message: words });
  });

  it("F8 · an object that throws when it is looked at reaches the row too", async () => {
    const trap = () => {
      throw new Error("no");
    };
    const hostile = new Proxy({}, { get: trap, getPrototypeOf: trap, ownKeys: trap, has: trap });
    expect((await untilOver(() => hostile)).row).toMatchObject({ status: "failed", error_code: "internal_error" });
  });

  it("F8 · work that throws before it returns a promise is no different", async () => {
    const { clock, store, options, start } = world();
    const work = () => {
      throw new Error("at once");
    };
    const outcome = await clock.until(withRun(store, await start(), work, options));
    expect(outcome).toMatchObject({ kind: "yielded", run: { error_message: "Error: at once" } });
  });
});

describe("a provider that asks to wait", () => {
  it("P1 · the run waits for minutes by its own deadline: no sweep kills it, no attempt is used up", async () => {
    const { clock, store, options, start, row, at } = world();
    const run = await start();
    const busy = new SourceError("rate_limited", "Too many requests.", { retryable: true, retryAfterMs: 240_000 });
    for (let n = 0; n < 8; n += 1) {
      const outcome = await clock.until(withRun(store, run, () => Promise.reject(busy), options));
      expect(outcome).toMatchObject({ kind: "yielded", reason: "rate_limited", dueInMs: 240_000 });
      expect(outcome.run).toMatchObject({
        due_at: at(clock.now() + 240_000),
        yield_reason: "rate_limited",
        attempts: 0,
      });
      await clock.advance(239_999);
      expect(await store.sweep()).toEqual({ expired: [], released: [], due: [] });
      await clock.advance(1);
      expect((await store.sweep()).due).toHaveLength(1);
    }
    expect(await row(run.id)).toMatchObject({ status: "continuing", silences: 0 });
  });

  it.each([
    ["does not say for how long", undefined, 60_000],
    ["asks for longer than a run may stand still", 400 * 24 * 3_600_000, 25 * 3_600_000],
    ["asks for ever", Number.POSITIVE_INFINITY, 25 * 3_600_000],
    ["says nonsense", Number.NaN, 60_000],
  ])("gets a wait that is in bounds when it %s", async (_, retryAfterMs, waitMs) => {
    const { clock, store, options, start } = world();
    const busy = new SourceError("rate_limited", "Too many requests.", { retryable: true, retryAfterMs });
    const outcome = await clock.until(withRun(store, await start(), () => Promise.reject(busy), options));
    expect(outcome).toMatchObject({ kind: "yielded", dueInMs: waitMs });
  });

  it("is believed when another error carries the wait", async () => {
    const thrown = new SourceError("provider_unavailable", "503", { retryable: true, retryAfterMs: 30_000 });
    expect((await untilOver(() => thrown)).waits).toEqual([30_000, 30_000, 30_000, 30_000, 30_000]);
  });
});

describe("a cursor that stands still", () => {
  const same = (n: number) => ({ ...pageOf(n), checkpoint: { page: 1 } });

  it("F4 · fails the run at the third page in a row that leaves the checkpoint where it was", async () => {
    const { clock, store, options, start, row } = world();
    const run = await start();
    let pages = 0;
    const outcome = await clock.until(
      withRun(
        store,
        run,
        async (held) => {
          for (;;) {
            pages += 1;
            await held.commit(same(pages));
          }
        },
        options,
      ),
    );
    expect(outcome).toMatchObject({ kind: "failed", error: { code: "cursor_stuck" } });
    expect(pages).toBe(4);
    expect(await row(run.id)).toMatchObject({
      status: "failed",
      error_code: "cursor_stuck",
    } satisfies Partial<SyncRunRow>);
  });

  it("F4 · does not count pages that stand still between others that advance", async () => {
    const { clock, store, options, start } = world();
    const outcome = await clock.until(
      withRun(
        store,
        await start(),
        async (held) => {
          for (const n of [1, 1, 1, 2, 2, 2, 3, 3, 3]) await held.commit(pageOf(n));
        },
        options,
      ),
    );
    expect(outcome).toMatchObject({ kind: "completed", run: { commit_seq: 9 } });
  });
});
