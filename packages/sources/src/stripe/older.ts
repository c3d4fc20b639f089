import * as z from "zod";
import type { OlderReader, OlderTask } from "../older/older.ts";
import { endSecond, openSegments, second } from "../older/parts.ts";
import { earliest } from "./list-stream.ts";

/** The lists by the ids of what is in them. Prices are left out: ours come in two parts, theirs did not. */
const listOf: Readonly<Record<string, string>> = {
  cus: "customers",
  ch: "charges",
  py: "charges",
  pi: "payment_intents",
  sub: "subscriptions",
  in: "invoices",
  re: "refunds",
  pyr: "refunds",
  dp: "disputes",
  du: "disputes",
  po: "payouts",
  prod: "products",
};

const id = z
  .string()
  .max(255)
  .regex(/^[a-z]+_\w+$/)
  .nullish();
const place = z.looseObject({
  starting_after: id,
  cursor: id,
  lastId: id,
  startDate: second.optional(),
  endDate: endSecond.optional(),
});

/**
 * Where an older function was in one of Stripe's lists: the last id that it had, under one of three names. Those lists
 * come newest first, so what is left is older than that; nothing newer than the run's own start was ever of it. The
 * id's own time is not known: should its object be gone, the list is read again from where the stretch ends.
 */
export const readOlderStripe: OlderReader = (value, { startedAt }) => {
  const latest = Math.floor(startedAt / 1000);
  if (value.segments !== undefined) {
    const segments = openSegments(value.segments);
    const left = segments?.map((one) => taskOf(one, Math.min(one.endDate, latest)));
    return left?.every((task) => task !== null) ? { left } : null;
  }
  const task = taskOf(value, latest);
  return task && { left: [task] };
};

function taskOf(value: Readonly<Record<string, unknown>>, latest: number): OlderTask | null {
  const found = place.safeParse(value).data;
  const after = found?.starting_after ?? found?.cursor ?? found?.lastId;
  const list = listOf[after?.split("_")[0] ?? ""];
  if (found === undefined || after == null || list === undefined) return null;
  const last = Math.min(found.endDate ?? latest, latest);
  return [list, found.startDate ?? earliest / 1000, last + 1, [after, last]];
}
