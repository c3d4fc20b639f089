import type { GhlFake } from "./fake.ts";
import { ghlVersion } from "./version.ts";

/** Any instant will do; all tests of this folder stand at this one. */
export const noon = Date.UTC(2026, 10, 24, 12);

/** Asks in process, with the right token; with a body it is a POST. */
export function ask(ghl: GhlFake, path: string, body?: unknown, headers: Record<string, string> = {}) {
  return ghl.fetch(`https://services.leadconnectorhq.com${path}`, {
    method: body === undefined ? "GET" : "POST",
    headers: { authorization: `Bearer ${ghl.key}`, version: ghlVersion, ...headers },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
}

/** Searches contacts; what `body` leaves out is as a client would ask. */
export async function search(ghl: GhlFake, body: Record<string, unknown> = {}) {
  const response = await ask(ghl, "/contacts/search", { locationId: ghl.locationId, pageLimit: 100, ...body });
  return (await response.json()) as { contacts: { id: string; searchAfter: [number, string] }[]; total: number };
}

/** A list's path, with the location in it. */
export function listPath(ghl: GhlFake, list: string, query = ""): string {
  const place = list.startsWith("/payments")
    ? `altId=${ghl.locationId}&altType=location`
    : `location_id=${ghl.locationId}`;
  return `${list}?${place}${query && `&${query}`}`;
}
