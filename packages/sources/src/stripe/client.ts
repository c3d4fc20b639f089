import * as z from "zod";
import { type Client, createClient, type ProviderProblem } from "../http/index.ts";
import type { Connection } from "../source.ts";

/** The version whose shapes this source knows; an account's own default must not change what is stored. */
const stripeVersion = "2026-10-28.endive";
const usualBase = "https://api.stripe.com";

/** A {@link Client} for Stripe. */
export function stripeClient(connection: Connection): Client {
  const key = connection.credentials.STRIPE_SECRET_KEY ?? "";
  return createClient({
    title: "Stripe",
    baseUrl: connection.baseUrl ?? usualBase,
    headers: { authorization: `Bearer ${key}`, "stripe-version": stripeVersion },
    secrets: [key],
    readProblem,
    endpointOf,
    connection,
  });
}

/** Stripe counts the requests for single objects together with those for their list. */
function endpointOf(path: string): string {
  return path.split("/").slice(0, 3).join("/");
}

const envelope = z.object({
  error: z.object({ message: z.string().optional(), code: z.string().optional(), type: z.string().optional() }),
});

/** Stripe's error envelope; a 429 says in a header which limit it was. */
function readProblem(body: unknown, headers: Headers): ProviderProblem {
  const limit = headers.get("stripe-rate-limited-reason") ?? undefined;
  const { data } = envelope.safeParse(body);
  return { message: data?.error.message, code: limit ?? data?.error.code ?? data?.error.type };
}
