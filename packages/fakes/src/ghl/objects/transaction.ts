import type { Fields } from "./index.ts";

/** A transaction; amounts are in the currency itself, not in cents. */
export function transaction(locationId: string, fields: Fields) {
  const { _id, createdAt } = fields;
  return {
    altId: locationId,
    altType: "location",
    currency: "MXN",
    amount: 100,
    amountRefunded: 0,
    status: "succeeded",
    liveMode: true,
    entityType: "order",
    entityId: String(_id).split("").reverse().join(""),
    entitySourceType: "funnel",
    entitySourceSubType: "one_step_order_form",
    entitySourceName: "Taller Mariposa",
    entitySourceMeta: {},
    chargeId: `ch_${_id}`,
    chargeSnapshot: {},
    paymentProviderType: "stripe",
    paymentMethod: { card: { brand: "visa", last4: "4242" } },
    fulfilledAt: createdAt,
    ...fields,
  };
}
