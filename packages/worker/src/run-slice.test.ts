import { type SliceRequest, type Source, SourceError } from "@sincro/sources";
import { describe, expect, it } from "vitest";
import { runSlice } from "./run-slice.ts";
import { sourceOf } from "./testing/sources.ts";
import { pagesAfter, world } from "./testing/world.ts";

const key = "sk_live_4eC39HqLyjWDarjtT1zdp7dc";
const connection = { credentials: { KEY: key, REGION: "frankfurt" }, baseUrl: "http://provider.test" };

/** A source of three pages that remembers what it was asked. */
function source(asked: SliceRequest[], throwing?: (request: SliceRequest) => unknown): Source {
  return {
    manifest: {
      name: "stripe",
      title: "Stripe",
      functionName: "fetch-stripe",
      streams: ["customers", "charges"],
      listed: [],
      rates: [],
      credentials: [
        { env: "KEY", secret: true },
        { env: "REGION", secret: false },
        { env: "ABSENT", secret: true },
      ],
      baseEnv: "BASE",
    },
    async *pages(request) {
      asked.push(request);
      if (throwing) throw throwing(request);
      yield* pagesAfter(request.checkpoint, 3);
    },
    test: () => Promise.resolve({ ok: true, account: null }),
  };
}

describe("runSlice", () => {
  it("asks the source for the run's window, from its checkpoint on, and commits what comes", async () => {
    const { clock, store, options, start, at } = world();
    const run = await start({ mode: "today", account: "acct_1" });
    const asked: SliceRequest[] = [];
    const how = { store, source: source(asked), connection, run, streams: ["customers"], ...options };

    const small = await clock.until(runSlice({ ...how, sliceMs: 0 }));
    expect(small).toMatchObject({ kind: "yielded", run: { commit_seq: 1 } });
    await clock.advance(60_000);
    const rest = await clock.until(runSlice(how));
    expect(rest).toMatchObject({ kind: "completed", run: { commit_seq: 3, total_inserted: 6 } });

    const window = { account: "acct_1", windowStart: at(-24 * 3_600_000), windowEnd: at(0), streams: ["customers"] };
    expect(asked).toMatchObject([
      { ...connection, ...window, checkpoint: null },
      { ...connection, ...window, checkpoint: { page: 1 } },
    ]);
    expect(asked[0]?.signal.aborted, "a slice that is over aborts its requests").toBe(true);
  });

  it("asks for an explicit window as it is", async () => {
    const { clock, store, options, start, at } = world();
    const run = await start({ mode: "range", windowStart: at(-90_000), windowEnd: at(-30_000) });
    const asked: SliceRequest[] = [];
    await clock.until(runSlice({ store, source: source(asked), connection, run, ...options }));
    expect(asked).toMatchObject([{ windowStart: at(-90_000), windowEnd: at(-30_000) }]);
  });

  it("tells the source whom others know, and its own ids, of its account", async () => {
    const { clock, store, options, start } = world();
    const given = async (source: string, object: string, id: string, email: string) => {
      const { id: runId } = await start({ source, account: "acct_1", worker: "w" });
      const page = { runId, fence: 2, worker: "w", seq: 1, checkpoint: 1 };
      await store.commit({ ...page, records: [{ object, id, data: { email } }] });
      await store.cancel({ runId }, "test");
    };
    await given("ghl", "contact", "c1", "ana@example.com");
    await given("stripe", "customer", "cus_1", "own@example.com");
    const asked: SliceRequest[] = [];
    const run = await start({ account: "acct_1" });
    await clock.until(runSlice({ store, source: source(asked), connection, run, ...options }));
    const contacts = asked[0]?.contacts;
    expect(await contacts?.others(null, 10)).toEqual({
      contacts: [{ email: "ana@example.com", phone: null }],
      next: "p",
    });
    expect(await contacts?.others("p", 10)).toEqual({ contacts: [], next: null });
    expect(await contacts?.own("customer", null, 1)).toMatchObject({ ids: ["cus_1"] });
  });

  it("F55 · stores no credential, whatever the source puts into its errors", async () => {
    const { clock, store, options, start, row } = world();
    const run = await start();
    const leaky = source([], ({ credentials }) => {
      const message = `${credentials.KEY} (${credentials.KEY?.slice(8, 20)}) was refused in ${credentials.REGION}`;
      return new SourceError("credentials_refused", message, { retryable: false });
    });
    const outcome = await clock.until(runSlice({ store, source: leaky, connection, run, ...options }));
    expect(outcome).toMatchObject({ kind: "failed", error: { message: "*** (***) was refused in frankfurt" } });
    expect((await row(run.id)).error_message).toBe("*** (***) was refused in frankfurt");
    expect(JSON.stringify(await store.events(run.id))).not.toContain(key.slice(8, 20));
  });

  it("gives the source turns by the rates of its manifest, which other slices of the account share", async () => {
    const { clock, store, options, start } = world();
    const rates = [{ scope: "account", requests: 10, perMs: 1_000 }] as const;
    const at: number[] = [];
    const paced = sourceOf(
      { rates },
      {
        before: async ({ pace, signal }) => {
          for (let n = 0; n < 2; n += 1) {
            await pace?.turn("/v1/customers", 20_000, signal);
            at.push(clock.now());
          }
        },
      },
    );
    for (const rateShare of [undefined, 1]) {
      await clock.until(runSlice({ store, source: paced, connection, run: await start(), rateShare, ...options }));
    }
    expect(at).toEqual([0, 210, 420, 525]);
    const none = runSlice({ store, source: paced, connection, run: await start(), rateShare: 2, ...options });
    await expect(none).rejects.toThrow(RangeError);
  });

  it("P1 · a turn that is too far away makes the slice a wait, which uses no attempt up", async () => {
    const { clock, store, options, start } = world();
    const rates = [{ scope: "account", requests: 10, perMs: 1_000 }] as const;
    const paced = sourceOf(
      { rates },
      {
        before: async ({ pace, signal }) => {
          await pace?.rest("/v1/customers", 90_000);
          await pace?.turn("/v1/customers", 20_000, signal);
        },
      },
    );
    const outcome = await clock.until(runSlice({ store, source: paced, connection, run: await start(), ...options }));
    expect(outcome).toMatchObject({ kind: "yielded", reason: "rate_limited", dueInMs: 90_000, run: { attempts: 0 } });
  });

  it("leaves a pace that the connection brings as it is", async () => {
    const { clock, store, options, start } = world();
    const asked: SliceRequest[] = [];
    const pace = { turn: async () => {}, rest: async () => {} };
    const limited = {
      ...source(asked),
      manifest: sourceOf({ rates: [{ scope: "account", requests: 1, perMs: 1_000 }] }).manifest,
    };
    const own = { ...connection, pace };
    await clock.until(runSlice({ store, source: limited, connection: own, run: await start(), ...options }));
    await clock.until(runSlice({ store, source: source(asked), connection, run: await start(), ...options }));
    expect(asked.map((request) => request.pace)).toEqual([pace, undefined]);
  });
});
