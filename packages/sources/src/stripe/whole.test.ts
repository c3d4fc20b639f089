import { isDeepStrictEqual } from "node:util";
import { assertStripeRequest, specsDir } from "@sincro/fakes/testing";
import { describe, expect, it } from "vitest";
import { lists } from "./lists.ts";
import { stripeSource } from "./source.ts";
import { accountWith, dayMs, idsOf, present, readAll, recordsOf, sliceOf } from "./stripe.fixture.ts";

const fake = accountWith({ scale: 1.5 });

const modes = [
  ["today", present - dayMs],
  ["7d", present - 7 * dayMs],
  ["month", present - 30 * dayMs],
  ["full", null],
] as const;

/** What the provider itself says belongs to a window: created in it, or changed in it and still there. */
function expected(stream: (typeof lists)[number]["name"], startMs: number | null): string[] {
  const createdGte = startMs === null ? 0 : startMs / 1000;
  const told = fake.objects("events", { createdGte }).map(({ data }) => (data as { object: { id: string } }).object.id);
  const changed = startMs === null ? new Set() : new Set(told);
  return idsOf(fake.objects(stream, { where: ({ id, created }) => created >= createdGte || changed.has(id) }));
}

describe.each(modes)("mode %s", (_, startMs) => {
  const windowStart = startMs === null ? null : new Date(startMs).toISOString();

  it("F31 F32 · gives every object of every stream once, as it is now", async () => {
    const records = recordsOf(await readAll(sliceOf(fake, { windowStart })));
    for (const { name, object } of lists) {
      expect(idsOf(records.filter((record) => record.object === object)), name).toEqual(expected(name, startMs));
    }
    for (const { object, id, data } of records) {
      const list = lists.find((one) => one.object === object);
      expect(isDeepStrictEqual(data, list && fake.get(list.name, id)), id).toBe(true);
    }
  });

  it.each(lists)("gives $name alone when only they are wanted", async ({ name, object }) => {
    const records = recordsOf(await readAll(sliceOf(fake, { windowStart, streams: [name] })));
    expect(new Set(records.map((record) => record.object))).toEqual(new Set(records.length > 0 ? [object] : []));
    expect(idsOf(records)).toEqual(expected(name, startMs));
  });
});

it("has canceled subscriptions and objects older than the window in its account, so that the tests above mean something", () => {
  expect(fake.count("subscriptions", { where: ({ status }) => status === "canceled" })).toBeGreaterThan(0);
  const createdGte = (present - 30 * dayMs) / 1000;
  const changedOnly = lists.filter(
    ({ name }) => expected(name, present - 30 * dayMs).length > fake.count(name, { createdGte }),
  );
  expect(changedOnly.map(({ name }) => name)).toEqual(expect.arrayContaining(["customers", "disputes", "products"]));
  expect(fake.count("prices", { where: ({ active }) => active === false })).toBeGreaterThan(0);
  expect(fake.count("customers")).toBeGreaterThan(300);
});

/** What Stripe documents too, but the trimmed contract lacks: one object, of most kinds. */
const beyondContract = /^\/v1\/(payment_intents|subscriptions|invoices|refunds|disputes|payouts|products|prices)\/\w+$/;

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
    if (lively.count("refunds") === before.length)
      lively.create("refunds", { amount: 100 }, { at: present / 1000 + 1 });
    records.push(...page.records);
  }
  expect(lively.count("refunds")).toBe(before.length + 1);
  expect(idsOf(records.filter(({ object }) => object === "refund"))).toEqual(before);
});

it("gives no record for what its events tell to be deleted", async () => {
  const account = accountWith();
  const { id } = account.objects("customers").at(-1) as { id: string };
  account.update("customers", id, { name: "Ana" });
  account.deleteCustomer(id);
  const records = recordsOf(await readAll(sliceOf(account, { windowStart: new Date(present - dayMs).toISOString() })));
  expect(records.map((record) => record.id)).not.toContain(id);
  expect(account.log.entries.map(({ path }) => path)).toContain(`/v1/customers/${id}`);
});

it("waits for its turns by the lists' endpoints, look-ups included", async () => {
  const account = accountWith();
  const endpoints = new Set<string>();
  const pace = { turn: async (endpoint: string) => void endpoints.add(endpoint), rest: async () => undefined };
  await readAll(sliceOf(account, { windowStart: new Date(present - 7 * dayMs).toISOString(), pace }));
  expect([...endpoints].sort()).toEqual([...lists.map(({ name }) => `/v1/${name}`), "/v1/events"].sort());
  expect(account.log.entries.some(({ path }) => path.startsWith("/v1/customers/"))).toBe(true);
});

it("says what it fetches, and which of it a run since ever lists whole", () => {
  const { streams, listed } = stripeSource.manifest;
  expect(streams).toEqual(lists.map(({ name }) => name));
  expect(listed).toEqual(lists.map(({ object }) => object).filter((object) => object !== "price"));
});
