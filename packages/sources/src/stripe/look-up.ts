import type { SourceRecord } from "@sincro/machine";
import * as z from "zod";
import { isSourceError } from "../errors.ts";
import type { Client } from "../http/index.ts";
import type { Changed } from "./changed.ts";
import { recordOf } from "./record.ts";
import { stripeStreams } from "./streams.ts";

/** How many objects are asked for at once: at 300 ms each, about half of the 25 a second that Stripe allows an endpoint. */
const atOnce = 4;

const live = z.looseObject({ id: z.string().min(1).max(255), created: z.int().nonnegative() });
const found = z.union([z.looseObject({ deleted: z.literal(true) }).transform(() => null), live]);

/** Answers the records of the objects that it has not looked up before. */
export type LookUp = (changed: readonly Changed[]) => Promise<SourceRecord[]>;

/**
 * Looks changed objects up as they are now, each once a slice. The copy that an event carries is not used: it is in
 * the version that the account had set at the time, and older than what the next event about the same object tells.
 * An object that is gone since gives no record.
 */
export function createLookUp(client: Client): LookUp {
  const done = new Set<string>();

  async function one({ stream, id }: Changed): Promise<SourceRecord | null> {
    try {
      const data = await client.get(`/v1/${stream}/${encodeURIComponent(id)}`, {}, (body) => found.parse(body));
      return data && recordOf(stripeStreams[stream].object, data);
    } catch (error) {
      if (isSourceError(error) && error.providerCode === "resource_missing") return null;
      throw error;
    }
  }

  return async (changed) => {
    const todo = changed.filter(({ id }) => !done.has(id));
    const records: SourceRecord[] = [];
    for (let first = 0; first < todo.length; first += atOnce) {
      const answers = await Promise.all(todo.slice(first, first + atOnce).map(one));
      records.push(...answers.filter((record) => record !== null));
    }
    for (const { id } of todo) done.add(id);
    return records;
  };
}
