import { defineSource } from "../define/define-source.ts";
import { locationName } from "./account.ts";
import { ghlApi } from "./api.ts";
import { contacts, undatedContacts } from "./contacts.ts";
import { readOlderGhl } from "./older.ts";
import { opportunities } from "./opportunities.ts";
import { subscriptions } from "./subscriptions.ts";
import { transactions } from "./transactions.ts";

/**
 * GoHighLevel: contacts, transactions, subscriptions and opportunities of one location, read only. What is deleted
 * there is only noticed by a run since ever.
 *
 * @example
 * const pages = ghlSource.pages({
 *   account: "default", windowStart: null, windowEnd: new Date().toISOString(), checkpoint: null,
 *   credentials: { GHL_API_KEY: token, GHL_LOCATION_ID: location }, signal,
 * })
 * for await (const { records, checkpoint } of pages) await commit(records, checkpoint)
 */
export const ghlSource = defineSource({
  name: "ghl",
  title: "GoHighLevel",
  functionName: "sync-ghl",
  credentials: [
    { env: "GHL_API_KEY", secret: true },
    { env: "GHL_LOCATION_ID", secret: false },
  ],
  baseEnv: "GHL_API_BASE",
  rates: [
    { scope: "account", requests: 100, perMs: 10_000 },
    { scope: "account", requests: 200_000, perMs: 86_400_000 },
  ],
  client: ghlApi,
  older: readOlderGhl,
  streams: { contacts, transactions, subscriptions, opportunities, contacts_undated: undatedContacts },
  // Ten requests a second is what GoHighLevel allows: pages of 500 that are there in half a second need five.
  parallel: { perStream: 6, inAll: 10 },
  test: locationName,
});
