import * as z from "zod";
import type { GhlApi } from "./api.ts";

const answer = z.looseObject({ location: z.looseObject({ id: z.string().min(1), name: z.string().nullish() }) });

/**
 * Asks GoHighLevel which location it is: its name, or its id where it has none.
 *
 * @throws SourceError
 */
export async function locationName({ client, locationId }: GhlApi): Promise<string> {
  const path = `/locations/${encodeURIComponent(locationId)}`;
  const { location } = await client.get(path, {}, (body) => answer.parse(body));
  return location.name || location.id;
}
