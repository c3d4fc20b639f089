import type { PaypalFake } from "@sincro/fakes";
import type { Json, SourceRecord } from "@sincro/machine";
import { describe, expect, it } from "vitest";
import {
  accountWith,
  contentOf,
  namesOf,
  present,
  readAll,
  recordsOf,
  sliceOf,
  transactionsSince,
} from "./paypal.fixture.ts";
import { pageSize } from "./search.ts";

const began = present / 1000 - 48 * 3600;
const twin = { id: "TWIN0000000000001", at: began };
const of = (fake: PaypalFake, checkpoint: Json | null = null) =>
  sliceOf(fake, { streams: ["transactions"], checkpoint });

/** What a store has of some records: of each id the one that came last and is not older. */
function stored(records: readonly SourceRecord[]): SourceRecord[] {
  const kept = new Map<string, SourceRecord>();
  for (const record of records) {
    const { updatedAt: had = "" } = kept.get(record.id) ?? {};
    if ((record.updatedAt ?? "") >= had) kept.set(record.id, record);
  }
  return [...kept.values()];
}

const twinsOf = (records: readonly SourceRecord[]) =>
  stored(records)
    .filter(({ id }) => id.startsWith(twin.id))
    .map(({ id, data }) => [id, data])
    .sort();

/** A twin: the one that pays says the balance afterwards. */
const twinThat = (balance: boolean) => ({
  ...twin,
  balance,
  ...(balance && { info: { ending_balance: { currency_code: "MXN", value: "100.00" } } }),
});

/** An account with twins behind some other rows. */
function accountOf(balances: readonly boolean[], others: number): PaypalFake {
  const fake = accountWith({ counts: { transactions: 0, subscriptions: 0 } });
  for (let n = 0; n < others; n++) fake.createTransaction({ at: began - others + n });
  for (const balance of balances) fake.createTransaction(twinThat(balance));
  for (let n = 0; n < 20; n++) fake.createTransaction({ at: began + 1 + n });
  return fake;
}

const tells = false;
const pays = true;

describe.each([
  ["one that tells, one that pays", [tells, pays]],
  ["one that pays, one that tells", [pays, tells]],
  ["two that tell", [tells, tells]],
  ["two that pay", [pays, pays]],
])("F32 · twins on two pages: %s", (_, balances) => {
  const fake = accountOf(balances, pageSize - 1);

  it("are both there, as they are when they come on one page", async () => {
    const records = recordsOf(await readAll(of(fake)));
    expect(contentOf(stored(records), "transaction")).toEqual(transactionsSince(fake, null));
    const onePage = recordsOf(await readAll(of(accountOf(balances, 10))));
    expect(twinsOf(records)).toEqual(twinsOf(onePage));
  });

  it("are both there when the run is resumed between them", async () => {
    const pages = await readAll(of(fake));
    const between = pages.findIndex(({ records }) => records.length === pageSize);
    expect(between).toBeGreaterThanOrEqual(0);
    const rest = await readAll(of(fake, pages[between]?.checkpoint as Json));
    const records = [...recordsOf(pages.slice(0, between + 1)), ...recordsOf(rest)];
    expect(contentOf(stored(records), "transaction")).toEqual(transactionsSince(fake, null));
  });
});

it("F32 · more than two pages of one moment are read to their end, from any page on", async () => {
  const fake = accountOf([], 0);
  for (let n = 0; n < 2.5 * pageSize; n++) fake.createTransaction({ at: began });
  const pages = await readAll(of(fake));
  expect(contentOf(recordsOf(pages), "transaction")).toEqual(transactionsSince(fake, null));
  for (const [n, { checkpoint }] of pages.entries()) {
    const rest = await readAll(of(fake, checkpoint as Json));
    expect(namesOf(recordsOf(rest))).toEqual(namesOf(recordsOf(pages.slice(n + 1))));
  }
});

it("F32 · a twin that comes in a later run takes the place of one that is newer than it", async () => {
  const fake = accountOf([tells], 0);
  fake.changeTransaction({ id: twin.id, eventCode: "T0006" }, { transaction_subject: "later" }, { at: began + 60 });
  const before = recordsOf(await readAll(of(fake)));
  fake.createTransaction(twinThat(pays));
  const after = recordsOf(await readAll(of(fake)));
  expect(contentOf(stored([...before, ...after]), "transaction")).toEqual(transactionsSince(fake, null));
});
