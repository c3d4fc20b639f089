import * as z from "zod";
import type { OlderReader } from "../older/older.ts";
import { second } from "../older/parts.ts";
import { earliest } from "./time.ts";

const place = z.looseObject({ startAfterId: z.string().min(1).max(255), startAfter: second });

/**
 * Where an older function was in GoHighLevel's old list of contacts, which knew no other order than the newest first:
 * what is left was added at that moment or before. Our own search sorts the other way round, so the stretch is read
 * from its beginning.
 */
export const readOlderGhl: OlderReader = (value, { startedAt }) => {
  const found = place.safeParse(value.contacts ?? value).data;
  if (found === undefined) return null;
  const last = Math.min(found.startAfter, Math.floor(startedAt / 1000));
  return { left: [["contacts", earliest / 1000, last + 1, null]] };
};
