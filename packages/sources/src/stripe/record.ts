import type { Json, SourceRecord } from "@sincro/machine";
import type { StripeObject } from "./list.ts";

/**
 * The record of an object. It carries no `updatedAt`: Stripe's objects do not say when they changed, and lists and
 * look-ups show them as they are now, which is never older than what is stored.
 */
export function recordOf(object: string, data: StripeObject): SourceRecord {
  return { object, id: data.id, data: data as Json };
}
