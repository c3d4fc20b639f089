import { type Client, createClient } from "../http/index.ts";
import type { Connection } from "../source.ts";
import { readProblem } from "./problem.ts";

/** The version whose shapes this source knows. */
const ghlVersion = "2021-07-28";
const usualBase = "https://services.leadconnectorhq.com";

/** A way to one location of GoHighLevel. */
export interface GhlApi {
  readonly client: Client;
  readonly locationId: string;
  /** How many contacts are asked for at once; fewer as soon as GoHighLevel has refused so many. */
  contactsAtOnce: number;
}

/**
 * How many contacts GoHighLevel gives at once. Its own documents do not say; 500 is what its help pages tell, and
 * five times as fast as the 100 that everybody uses. Should it be refused, 100 are asked for.
 */
export const mostContacts = { told: 500, safe: 100 } as const;

/** A {@link GhlApi} for a private integration's token. */
export function ghlApi(connection: Connection): GhlApi {
  const { GHL_API_KEY: key = "", GHL_LOCATION_ID: locationId = "" } = connection.credentials;
  const client = createClient({
    title: "GoHighLevel",
    baseUrl: connection.baseUrl ?? usualBase,
    headers: { authorization: `Bearer ${key}`, version: ghlVersion },
    secrets: [key],
    readProblem,
    connection,
  });
  return { client, locationId, contactsAtOnce: mostContacts.told };
}
