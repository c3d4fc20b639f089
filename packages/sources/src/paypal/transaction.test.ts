import { describe, expect, it } from "vitest";
import { recordsOf, row } from "./transaction.ts";

const rowOf = (info: Record<string, unknown> = {}) =>
  row.parse({
    transaction_info: {
      transaction_id: "5TY05013RG002845M",
      transaction_event_code: "T0006",
      transaction_initiation_date: "2026-11-24T06:00:00-06:00",
      transaction_updated_date: "2026-11-24T13:00:00+0000",
      ...info,
    },
  });
const idsOf = (rows: ReturnType<typeof rowOf>[]) => recordsOf(rows).map(({ id }) => id.slice(17));
const balance = { ending_balance: { currency_code: "MXN", value: "1.00" } };

describe("recordsOf", () => {
  it("makes an id of transaction, event code, beginning and effect, and dates the record by its change", () => {
    const [record] = recordsOf([rowOf()]);
    expect(record).toMatchObject({
      object: "transaction",
      id: "5TY05013RG002845M:T0006:2026-11-24T12:00:00.000Z:1",
      updatedAt: "2026-11-24T13:00:00.000Z",
      data: rowOf(),
    });
  });

  it.each(["2026-11-24T12:00:00Z", "2026-11-24T12:00:00+0000", "2026-11-24T13:00:00.000+01:00"])(
    "F32 · gives the same id in every time zone: %s",
    (transaction_initiation_date) => {
      expect(idsOf([rowOf({ transaction_initiation_date })])).toEqual(idsOf([rowOf()]));
    },
  );

  it.each([
    ["another event code", { transaction_event_code: "T1300" }],
    ["another beginning", { transaction_initiation_date: "2026-11-24T06:00:01-06:00" }],
    ["no event code", { transaction_event_code: undefined }],
  ])("F32 · keeps what has the same id and %s apart", (_, other) => {
    expect(new Set(idsOf([rowOf(), rowOf(other)])).size).toBe(2);
  });

  it("F32 · keeps what moves money apart from what only tells of it, in any order", () => {
    const [began] = idsOf([rowOf()]);
    expect(idsOf([rowOf(balance), rowOf()])).toEqual([began, began?.replace(/1$/, "0")]);
    expect(idsOf([rowOf(), rowOf(balance)])).toEqual([began?.replace(/1$/, "0"), began]);
    expect(new Set(idsOf([rowOf(), rowOf(), rowOf(balance), rowOf(balance)])).size).toBe(4);
  });

  it("F32 · a row that is alone keeps its id when its balance comes", () => {
    expect(idsOf([rowOf(balance)])).toEqual(idsOf([rowOf()]));
  });

  it.each([
    ["no id", { transaction_id: undefined }],
    ["an empty id", { transaction_id: "" }],
    ["no beginning", { transaction_initiation_date: undefined }],
    ["a beginning that is no time", { transaction_initiation_date: "yesterday" }],
  ])("takes no row that has %s", (_, info) => expect(() => rowOf(info)).toThrow());
});
