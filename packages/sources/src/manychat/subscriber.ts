import type { Json, SourceRecord } from "@sincro/machine";
import * as z from "zod";

/** Of a subscriber only what is needed is checked; it is kept whole, with what ManyChat may add. */
const subscriber = z.looseObject({
  id: z
    .union([z.string(), z.int()])
    .transform(String)
    .pipe(z.string().regex(/^\d{1,20}$/)),
  email: z.string().nullish(),
  phone: z.string().nullish(),
});

/** A subscriber as ManyChat sent it. */
export type Subscriber = z.infer<typeof subscriber>;

/** The `object` column of its records. */
export const subscriberObject = "subscriber";

/** Reads one subscriber. @throws ZodError */
export function readSubscriber(data: unknown): Subscriber {
  return subscriber.parse(data);
}

/** Reads what a look-up found: one subscriber, several, or nobody, which is an empty list. @throws ZodError */
export function readFound(data: unknown): readonly Subscriber[] {
  return Array.isArray(data) ? data.map(readSubscriber) : data === null ? [] : [readSubscriber(data)];
}

/**
 * The record of a subscriber. It carries no `updatedAt`: ManyChat does not say when a subscriber changed, and shows them
 * as they are now.
 */
export function recordOf(one: Subscriber): SourceRecord {
  return { object: subscriberObject, id: one.id, data: one as Json };
}
