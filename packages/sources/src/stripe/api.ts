import type { Client } from "../http/index.ts";
import type { Connection } from "../source.ts";
import { stripeClient } from "./client.ts";
import { createLookUp, type LookUp } from "./look-up.ts";

/** What the streams of a slice share. */
export interface StripeApi {
  readonly client: Client;
  readonly lookUp: LookUp;
}

/** Made once a slice. */
export function stripeApi(connection: Connection): StripeApi {
  const client = stripeClient(connection);
  return { client, lookUp: createLookUp(client) };
}
