import { type GhlObject, idOf, timeOf } from "./collections.ts";
import { pageFrom } from "./page-from.ts";
import { parametersOf, timeFrom, wholeNumber } from "./parameters.ts";
import type { GhlWorld } from "./world.ts";

const DAY = 86_400_000;
const known = ["altId", "altType", "startAt", "endAt", "limit", "offset", "contactId"] as const;

/**
 * Answers `GET /payments/transactions` and `/payments/subscriptions`: the newest first, by number of rows to skip.
 * A date without a time as `endAt` is that whole day.
 *
 * @throws GhlRefusal
 */
export function listPayments(
  world: GhlWorld,
  collection: "transactions" | "subscriptions",
  params: URLSearchParams,
  half: boolean,
) {
  const asked = parametersOf(params, known);
  const limit = wholeNumber("limit", asked.limit ?? 10, { least: 1, most: 100 });
  const offset = wholeNumber("offset", asked.offset ?? 0, { least: 0 });
  const from = asked.startAt === undefined ? -Infinity : timeFrom("startAt", asked.startAt);
  const to = asked.endAt === undefined ? Infinity : endOf(asked.endAt);
  const created = (row: GhlObject) => timeOf(row, "createdAt") as number;
  const rows = world.shelves[collection].all().filter((row) => {
    const time = created(row);
    return time >= from && time < to && (asked.contactId === undefined || row.contactId === asked.contactId);
  });
  rows.sort((a, b) => created(b) - created(a) || (idOf(collection, a) < idOf(collection, b) ? 1 : -1));
  return {
    data: pageFrom(rows, { start: offset, limit, half }),
    totalCount: rows.length,
  };
}

function endOf(endAt: string): number {
  const time = timeFrom("endAt", endAt);
  return /^\d{4}-\d\d-\d\d$/.test(endAt) ? time + DAY : time + 1;
}
