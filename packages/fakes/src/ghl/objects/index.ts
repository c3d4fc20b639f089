import type { GhlCollection, GhlObject } from "../collections.ts";
import { contact } from "./contact.ts";
import { opportunity } from "./opportunity.ts";
import { subscription } from "./subscription.ts";
import { transaction } from "./transaction.ts";

/** What is said of an object: its id, its times, and whatever differs from the template. */
export type Fields = Readonly<Record<string, unknown>>;

/** How an object of each collection looks of which little is said. */
export const templates: Readonly<Record<GhlCollection, (locationId: string, fields: Fields) => GhlObject>> = {
  contacts: contact,
  transactions: transaction,
  subscriptions: subscription,
  opportunities: opportunity,
};
