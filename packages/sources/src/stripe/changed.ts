import * as z from "zod";
import type { StripeObject } from "./list.ts";
import { type StripeStreamName, stripeStreams } from "./streams.ts";
import type { Window } from "./window.ts";

/** The part of an event that tells which object it is about; that may be one without an id (an upcoming invoice). */
const told = z.looseObject({
  data: z.looseObject({ object: z.looseObject({ object: z.string(), id: z.string(), created: z.int() }) }),
});

/** An object to look up again. */
export interface Changed {
  readonly stream: StripeStreamName;
  readonly id: string;
}

/**
 * Which objects a page of events says to have changed, each once. What was created in the window is left out: its
 * own list has it.
 */
export function changedIn(
  events: readonly StripeObject[],
  streams: readonly StripeStreamName[],
  window: Window,
): Changed[] {
  const { "created[gte]": from = 0 } = window;
  const found = new Map<string, Changed>();
  for (const event of events) {
    const object = told.safeParse(event).data?.data.object;
    const stream = streams.find((name) => stripeStreams[name].object === object?.object);
    if (object && stream && object.created < from) found.set(object.id, { stream, id: object.id });
  }
  return [...found.values()];
}
