import type { Fields } from "./index.ts";

/** A subscription; its amount is in the currency itself. */
export function subscription(locationId: string, fields: Fields) {
  const { _id } = fields;
  return {
    altId: locationId,
    altType: "location",
    currency: "MXN",
    amount: 299,
    status: "active",
    liveMode: true,
    entityType: "order",
    entityId: String(_id).split("").reverse().join(""),
    entitySourceType: "funnel",
    entitySourceName: "Membresía Cocina Abierta",
    entitySourceMeta: {},
    subscriptionId: `sub_${_id}`,
    subscriptionSnapshot: {},
    paymentProviderType: "stripe",
    ...fields,
  };
}
