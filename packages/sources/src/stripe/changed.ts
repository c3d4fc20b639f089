import * as z from "zod";
import type { StripeObject } from "./list.ts";
import type { StripeListing } from "./lists.ts";

/** The part of an event that tells which object it is about; that may be one without an id (an upcoming invoice). */
const told = z.looseObject({
  data: z.looseObject({ object: z.looseObject({ object: z.string(), id: z.string(), created: z.int() }) }),
});

/** An object to look up again. */
export interface Changed {
  readonly list: StripeListing;
  readonly id: string;
}

/**
 * Which objects of some lists a page of events says to have changed, each once. What was created in the run's window
 * is left out: its own list has it.
 *
 * @param from - the beginning of the window, in Unix seconds
 */
export function changedIn(events: readonly StripeObject[], lists: readonly StripeListing[], from: number): Changed[] {
  const found = new Map<string, Changed>();
  for (const event of events) {
    const object = told.safeParse(event).data?.data.object;
    const list = lists.find((one) => one.object === object?.object);
    if (object && list && object.created < from) found.set(object.id, { list, id: object.id });
  }
  return [...found.values()];
}
