import { defineSource } from "../define/define-source.ts";
import { paypalClient } from "./client.ts";
import { readOlderPaypal } from "./older.ts";
import { accountOf } from "./search.ts";
import { subscriptions } from "./subscriptions.ts";
import { transactions } from "./transactions.ts";

/**
 * PayPal: transactions and subscriptions, read only. PayPal publishes no limit; its users found about fifty requests a
 * minute, and a ban of five minutes for more.
 *
 * @example
 * const pages = paypalSource.pages({
 *   account: "default", windowStart: null, windowEnd: new Date().toISOString(), checkpoint: null,
 *   credentials: { PAYPAL_CLIENT_ID: id, PAYPAL_CLIENT_SECRET: secret }, signal,
 * })
 * for await (const { records, checkpoint } of pages) await commit(records, checkpoint)
 */
export const paypalSource = defineSource({
  name: "paypal",
  title: "PayPal",
  functionName: "fetch-paypal",
  baseEnv: "PAYPAL_API_BASE",
  credentials: [
    { env: "PAYPAL_CLIENT_ID", secret: false },
    { env: "PAYPAL_CLIENT_SECRET", secret: true },
  ],
  rates: [{ scope: "account", requests: 50, perMs: 60_000 }],
  client: paypalClient,
  older: readOlderPaypal,
  streams: { transactions, subscriptions },
  // At fifty requests a minute more hands would only wait.
  parallel: { perStream: 2, inAll: 3 },
  test: (client) => accountOf(client, Date.now()),
});
