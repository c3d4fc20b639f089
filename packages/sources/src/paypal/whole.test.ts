import { manualClock } from "@sincro/fakes";
import { assertPaypalRequest, specsDir } from "@sincro/fakes/testing";
import { describe, expect, it } from "vitest";
import {
  accountWith,
  contentOf,
  dayMs,
  modes,
  namesOf,
  present,
  readAll,
  recordsOf,
  since,
  sliceOf,
  subscriptionsSince,
  transactionsSince,
} from "./paypal.fixture.ts";
import { paypalSource } from "./source.ts";

const fake = accountWith({ scale: 3 });

describe.each(modes)("mode %s", (_, startMs) => {
  it("F31 F32 · gives every object of every stream once, as it is now", async () => {
    const records = recordsOf(await readAll(sliceOf(fake, since(startMs))));
    expect(contentOf(records, "transaction")).toEqual(transactionsSince(fake, startMs));
    expect(contentOf(records, "subscription")).toEqual(subscriptionsSince(fake, startMs));
    expect(new Set(namesOf(records)).size).toBe(records.length);
  });

  it.each(["transactions", "subscriptions"])("gives %s alone when only they are wanted", async (stream) => {
    const records = recordsOf(await readAll(sliceOf(fake, { ...since(startMs), streams: [stream] })));
    const [transactions, subscriptions] = ["transaction", "subscription"].map((object) => contentOf(records, object));
    const expected = [transactionsSince(fake, startMs), subscriptionsSince(fake, startMs)];
    expect(transactions).toEqual(stream === "transactions" ? expected[0] : []);
    expect(subscriptions).toEqual(stream === "subscriptions" ? expected[1] : []);
  });
});

it("has several pages of everything in its account, and all that is peculiar, so that the tests above mean something", () => {
  expect(fake.transactions(({ at }) => at * 1000 >= present - 30 * dayMs).length).toBeGreaterThan(1000);
  expect(subscriptionsSince(fake, present - 7 * dayMs).length).toBeGreaterThan(20);
  expect(fake.transactions(({ balance }) => !balance).length).toBeGreaterThan(50);
  const older = fake.subscriptions(
    (one) => Date.parse(one.create_time) < present - dayMs && Date.parse(one.status_update_time) > present - dayMs,
  );
  expect(older.length).toBeGreaterThan(0);
});

it("F31 · reaches back three years, but for a few days", async () => {
  const old = accountWith({ counts: { transactions: 0, subscriptions: 0 } });
  const began = (days: number) => old.createTransaction({ at: present / 1000 - days * 86_400 + 1 });
  const [first, last] = [began(3 * 364), began(1)];
  began(3 * 365 - 1);
  const ids = recordsOf(await readAll(sliceOf(old))).map(({ id }) => id.slice(0, 17));
  expect(ids).toEqual([first, last].map(({ transaction_info: { transaction_id: id } }) => id));
});

it("says until when PayPal's data reached, where that is before the end of the window", async () => {
  const late = accountWith({ settings: { lagMs: 3 * 3_600_000 } });
  const pages = await readAll(sliceOf(late, since(present - dayMs)));
  expect(pages.at(-1)?.checkpoint).toMatchObject({ upTo: { transactions: present / 1000 - 3 * 3600 } });
  const shown = late.transactions(
    ({ at }) => at * 1000 >= present - dayMs - 10_800_000 && at * 1000 <= present - 10_800_000,
  );
  expect(contentOf(recordsOf(pages), "transaction")).toHaveLength(shown.length);
  const punctual = await readAll(sliceOf(fake, since(present - dayMs)));
  expect(punctual.at(-1)?.checkpoint).not.toHaveProperty("upTo");
});

it("F31 · a run that begins where PayPal shows nothing yet is empty, and says so", async () => {
  const late = accountWith({ settings: { lagMs: 20 * 3_600_000 } });
  const pages = await readAll(sliceOf(late, { ...since(present - 3_600_000), streams: ["transactions"] }));
  expect(recordsOf(pages)).toEqual([]);
  expect(pages.at(-1)?.checkpoint).toEqual({
    v: 2,
    left: [],
    done: 0,
    upTo: { transactions: present / 1000 - 4 * 3600 },
  });
});

it("P1 · what is shown late comes with the next run, three hours later", async () => {
  const now = manualClock(present);
  const late = accountWith({ now, settings: { lagMs: 3 * 3_600_000 } });
  const first = recordsOf(await readAll(sliceOf(late, since(present - dayMs))));
  now.advance(3 * 3_600_000);
  const windowEnd = new Date(now()).toISOString();
  const second = recordsOf(await readAll(sliceOf(late, { ...since(present), windowEnd })));
  const both = new Set([...contentOf(first, "transaction"), ...contentOf(second, "transaction")]);
  const missing = transactionsSince(late, present - dayMs).filter((one) => !both.has(one));
  expect([missing, second.length > 0]).toEqual([[], true]);
});

it("says how many transactions there are, once every span has said it", async () => {
  const pages = await readAll(sliceOf(fake, { ...since(present - 30 * dayMs), streams: ["transactions"] }));
  expect(pages.at(-1)?.total).toBe(transactionsSince(fake, present - 30 * dayMs).length);
});

it("marks only subscriptions as listed whole", () => {
  expect(paypalSource.manifest.listed).toEqual(["subscription"]);
});

// The contracts that tell what PayPal documents are where SINCRO_SPECS_DIR says; without them there is nothing to check against.
it.skipIf(!specsDir)("asks only what PayPal documents", async () => {
  fake.log.clear();
  for (const [, startMs] of modes) await readAll(sliceOf(fake, since(startMs)));
  expect(fake.log.entries.length).toBeGreaterThan(60);
  expect(new Set(fake.log.entries.map(({ path }) => path)).size).toBe(3);
  for (const request of fake.log.entries) assertPaypalRequest(request, specsDir as string);
});
