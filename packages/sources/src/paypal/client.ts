import * as z from "zod";
import { type Client, createClient, type ProviderProblem } from "../http/index.ts";
import type { Connection } from "../source.ts";
import { createTokens } from "./tokens.ts";

/** A {@link Client} for PayPal that gets itself a token. */
export interface PaypalClient extends Client {
  /** The app whose credentials these are, once anything was asked. */
  appId(): string | null;
}

const usualBase = "https://api-m.paypal.com";

/**
 * The first wait after "too many" when PayPal does not say how long, in milliseconds. Who comes back sooner is banned
 * for five minutes, say its users.
 */
const restMs = 100_000;

/** Makes a {@link PaypalClient}. */
export function paypalClient(connection: Connection): PaypalClient {
  const { PAYPAL_CLIENT_ID: id = "", PAYPAL_CLIENT_SECRET: secret = "" } = connection.credentials;
  const basic = btoa(`${id}:${secret}`);
  const common = {
    title: "PayPal",
    baseUrl: connection.baseUrl ?? usualBase,
    secrets: [secret, basic],
    readProblem,
  };
  // It has no patience of its own: the request that needs the token has.
  const alone = { ...connection, limits: { ...connection.limits, retries: 0 } };
  const headers = { authorization: `Basic ${basic}` };
  const tokens = createTokens(createClient({ ...common, headers, connection: alone }));
  const client = createClient({ ...common, headers: {}, authorize: tokens.authorize, connection });
  return { ...client, appId: tokens.appId };
}

const envelope = z
  .object({
    name: z.string(),
    message: z.string(),
    details: z.array(z.object({ issue: z.string(), description: z.string() }).partial()),
    error: z.string(),
    error_description: z.string(),
  })
  .partial();

/** PayPal's error envelope, or OAuth's; the first detail says more than the message. */
function readProblem(body: unknown, _: Headers, status: number): ProviderProblem {
  const { name, message, details, error, error_description } = envelope.safeParse(body).data ?? {};
  const detail = details?.[0]?.description ?? details?.[0]?.issue;
  return {
    code: name ?? error,
    message: detail ?? message ?? error_description,
    retryAfterMs: status === 429 ? restMs : undefined,
  };
}
