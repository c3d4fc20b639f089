import type { SourceRecord } from "@sincro/machine";
import * as z from "zod";
import { isSourceError } from "../errors.ts";
import type { Client } from "../http/index.ts";
import type { Changed } from "./changed.ts";
import { recordOf } from "./record.ts";

/** How many objects of one page are asked for at once. */
const atOnce = 4;

const live = z.looseObject({ id: z.string().min(1).max(255), created: z.int().nonnegative() });
const found = z.union([z.looseObject({ deleted: z.literal(true) }).transform(() => null), live]);

/** Answers the records of the objects that nobody asked it for before. */
export type LookUp = (changed: readonly Changed[]) => Promise<SourceRecord[]>;

/**
 * Looks changed objects up as they are now, each once a slice. The copy that an event carries is not used: it is in
 * the version that the account had set at the time, and older than what the next event about the same object tells.
 * An object that is gone since gives no record.
 *
 * Whoever comes first with an object has it, also while its answer is awaited: if that fails the slice fails, and its
 * page is read again in the next one.
 */
export function createLookUp(client: Client): LookUp {
  const taken = new Set<string>();

  async function one({ list, id }: Changed): Promise<SourceRecord | null> {
    try {
      const data = await client.get(`/v1/${list.name}/${encodeURIComponent(id)}`, {}, (body) => found.parse(body));
      return data && recordOf(list.object, data);
    } catch (error) {
      if (isSourceError(error) && error.providerCode === "resource_missing") return null;
      throw error;
    }
  }

  return async (changed) => {
    const todo = changed.filter(({ id }) => !taken.has(id));
    for (const { id } of todo) taken.add(id);
    const records: SourceRecord[] = [];
    for (let first = 0; first < todo.length; first += atOnce) {
      const answers = await Promise.all(todo.slice(first, first + atOnce).map(one));
      records.push(...answers.filter((record) => record !== null));
    }
    return records;
  };
}
