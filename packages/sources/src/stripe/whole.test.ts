import { isDeepStrictEqual } from "node:util";
import { assertStripeRequest, specsDir } from "@sincro/fakes/testing";
import { describe, expect, it } from "vitest";
import { stripeSource } from "./source.ts";
import { stripeStreamNames, stripeStreams } from "./streams.ts";
import { accountWith, dayMs, idsOf, present, readAll, recordsOf, sliceOf } from "./stripe.fixture.ts";

const fake = accountWith({ scale: 1.5 });

const modes = [
  ["today", present - dayMs],
  ["7d", present - 7 * dayMs],
  ["month", present - 30 * dayMs],
  ["full", null],
] as const;

/** What the provider itself says belongs to a window: created in it, or changed in it and still there. */
function expected(stream: (typeof stripeStreamNames)[number], startMs: number | null): string[] {
  const createdGte = startMs === null ? 0 : startMs / 1000;
  const told = fake.objects("events", { createdGte }).map(({ data }) => (data as { object: { id: string } }).object.id);
  const changed = startMs === null ? new Set() : new Set(told);
  return idsOf(fake.objects(stream, { where: ({ id, created }) => created >= createdGte || changed.has(id) }));
}

describe.each(modes)("mode %s", (_, startMs) => {
  const windowStart = startMs === null ? null : new Date(startMs).toISOString();

  it("F31 F32 · gives every object of every stream once, as it is now", async () => {
    const records = recordsOf(await readAll(sliceOf(fake, { windowStart })));
    for (const stream of stripeStreamNames) {
      const { object } = stripeStreams[stream];
      expect(idsOf(records.filter((record) => record.object === object)), stream).toEqual(expected(stream, startMs));
    }
    for (const { object, id, data } of records) {
      const stream = stripeStreamNames.find((name) => stripeStreams[name].object === object);
      expect(isDeepStrictEqual(data, stream && fake.get(stream, id)), id).toBe(true);
    }
  });

  it.each(stripeStreamNames)("gives %s alone when only they are wanted", async (stream) => {
    const records = recordsOf(await readAll(sliceOf(fake, { windowStart, streams: [stream] })));
    expect(new Set(records.map(({ object }) => object))).toEqual(
      new Set(records.length > 0 ? [stripeStreams[stream].object] : []),
    );
    expect(idsOf(records)).toEqual(expected(stream, startMs));
  });
});

it("has canceled subscriptions and objects older than the window in its account, so that the tests above mean something", () => {
  expect(fake.count("subscriptions", { where: ({ status }) => status === "canceled" })).toBeGreaterThan(0);
  const createdGte = (present - 30 * dayMs) / 1000;
  const changedOnly = stripeStreamNames.filter(
    (stream) => expected(stream, present - 30 * dayMs).length > fake.count(stream, { createdGte }),
  );
  expect(changedOnly.length).toBeGreaterThan(0);
  expect(fake.count("customers")).toBeGreaterThan(300);
});

/** What Stripe documents too, but the trimmed contract lacks: one payment intent, subscription, invoice or refund. */
const beyondContract = /^\/v1\/(payment_intents|subscriptions|invoices|refunds)\/\w+$/;

// The contracts that tell what Stripe documents are where SINCRO_SPECS_DIR says; without them there is nothing to check against.
it.skipIf(!specsDir)("asks only what Stripe documents", async () => {
  fake.log.clear();
  for (const [, startMs] of modes) {
    await readAll(sliceOf(fake, { windowStart: startMs === null ? null : new Date(startMs).toISOString() }));
  }
  const checked = fake.log.entries.filter(({ path }) => !beyondContract.test(path));
  expect(checked.length).toBeGreaterThan(30);
  for (const request of checked) assertStripeRequest(request, specsDir as string);
});

it("leaves what is created while the run lasts to the next one", async () => {
  const lively = accountWith();
  const before = idsOf(lively.objects("refunds"));
  const records = [];
  for await (const page of stripeSource.pages(sliceOf(lively, { streams: ["customers", "refunds"] }))) {
    records.push(...page.records);
    if (records.length === 100) lively.create("refunds", { amount: 100 }, { at: present / 1000 + 1 });
  }
  expect(lively.count("refunds")).toBe(before.length + 1);
  expect(idsOf(records.filter(({ object }) => object === "refund"))).toEqual(before);
});
