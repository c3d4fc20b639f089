import { createPaypalFake } from "@sincro/fakes";
import type { Json } from "@sincro/machine";
import { quicker } from "../source-of.ts";
import type { Clock, Provider } from "./provider.ts";

/**
 * A PayPal account of 37 spans of transactions, of which several hold more than PayPal gives at once and are halved,
 * and five pages of subscriptions. It bans whoever asks more than fifty times in what it takes for a minute.
 */
export function paypal(now: Clock): Provider {
  const began = Date.now();
  const fake = createPaypalFake({
    seed: 11,
    now: () => now() + (Date.now() - began) * (quicker.paypal - 1),
    counts: { transactions: 150, subscriptions: 90 },
    historyDays: 200,
    settings: { maxItems: 24, limit: { perMinute: 50 } },
  });
  return {
    name: "paypal",
    fake,
    credentials: { PAYPAL_CLIENT_ID: fake.clientId, PAYPAL_CLIENT_SECRET: fake.clientSecret },
    objects: () => [
      ...fake.subscriptions().map((data) => ({ object: "subscription", id: data.id, data: data as unknown as Json })),
      ...fake.transactions().map(({ detail }) => ({
        object: "transaction",
        id: detail.transaction_info.transaction_id,
        data: detail as unknown as Json,
      })),
    ],
    // Several rows may share a transaction's id: what tells them apart is what they say.
    nameOf: ({ object, id, data }) => (object === "transaction" ? nameOfRow(data) : `${object} ${id}`),
    rules: [{ kind: "status", status: 401, path: "/v1/reporting/transactions", every: 7 }],
    mayRefuse: ({ path, status }) => status === 400 && path === "/v1/reporting/transactions",
    bans: () => fake.bans,
    atOnce: 3,
  };
}

function nameOfRow(data: Json): string {
  const { transaction_info: info } = data as { transaction_info?: Record<string, Json> };
  const { transaction_id: id, transaction_event_code: code, transaction_initiation_date: at } = info ?? {};
  return `transaction ${id} ${code} ${at} ${info?.ending_balance === undefined ? "told" : "moved"}`;
}
