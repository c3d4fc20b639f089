import { unprocessable } from "./errors.ts";
import { pageFrom } from "./page-from.ts";
import { parametersOf, wholeNumber } from "./parameters.ts";
import type { GhlWorld } from "./world.ts";

const known = ["location_id", "status", "order", "limit", "startAfter", "startAfterId", "contact_id"] as const;

/** Answers `GET /opportunities/search`, by time of creation. @throws GhlRefusal */
export function searchOpportunities(world: GhlWorld, url: URL, half: boolean) {
  const asked = parametersOf(url.searchParams, known);
  const { order = "added_desc", status = "all", startAfter, startAfterId } = asked;
  const limit = wholeNumber("limit", asked.limit ?? 20, { least: 1, most: 100 });
  if (order !== "added_asc" && order !== "added_desc") throw unprocessable(`order ${order} is not supported`);
  if ((startAfter === undefined) !== (startAfterId === undefined))
    throw unprocessable("startAfter and startAfterId belong together");

  const found = world.shelves.opportunities
    .found("createdAt")
    .filter(({ object }) => status === "all" || object.status === status)
    .filter(({ object }) => asked.contact_id === undefined || object.contactId === asked.contact_id);
  const ordered = order === "added_asc" ? found : found.toReversed();
  const rest = ordered.filter(({ time, id }) => {
    if (startAfter === undefined || startAfterId === undefined) return true;
    const after = time - Number(startAfter) || (id === startAfterId ? 0 : id < startAfterId ? -1 : 1);
    return order === "added_asc" ? after > 0 : after < 0;
  });
  const rows = pageFrom(rest, { start: 0, limit, half });
  const last = rows.at(-1);
  const more = rest.length > rows.length;
  return {
    opportunities: rows.map(({ object }) => object),
    meta: {
      total: found.length,
      currentPage: 1,
      ...(last && { startAfter: last.time, startAfterId: last.id }),
      ...(more && last && { nextPage: 2, nextPageUrl: nextUrl(url, last.time, last.id) }),
    },
    aggregations: {},
  };
}

function nextUrl(url: URL, startAfter: number, startAfterId: string): string {
  const next = new URL(url);
  next.searchParams.set("startAfter", String(startAfter));
  next.searchParams.set("startAfterId", startAfterId);
  return next.href;
}
