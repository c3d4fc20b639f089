import { createHash } from "node:crypto";
import { tooManyRequests } from "@sincro/functions";
import { type Allowance, createLimiter } from "./limiter.ts";

/** What one client may ask. Generous: a page that is open asks once a second, a script waits for answers. */
export interface Allowances {
  /** From one address; behind a proxy that is everybody. */
  readonly address: Allowance;
  /** With one token or session, wherever it is used. */
  readonly credential: Allowance;
}

/** For a machine with two cores, by far. */
const usual: Allowances = {
  address: { burst: 1_000, perSecond: 200 },
  credential: { burst: 1_000, perSecond: 200 },
};

/** A refused credential costs its address this many requests: guessing gets slow, mistyping does not. */
const refusedCost = 20;

/** Answers a request. */
export type Answer = (request: Request) => Response | Promise<Response>;

/** What the guard is told. */
export interface GuardOptions {
  readonly allowedOrigins: readonly string[];
  readonly allowances?: Allowances | undefined;
  readonly now?: (() => number) | undefined;
}

/**
 * Lets each client ask so much and no more: 429 with `Retry-After` before anything is looked at, on every path. What is
 * counted is the address of the connection; headers of proxies say what their sender likes.
 */
export function guarded(answer: Answer, { allowedOrigins, allowances = usual, now }: GuardOptions): Answer {
  const addresses = createLimiter(allowances.address, undefined, now);
  const credentials = createLimiter(allowances.credential, undefined, now);
  return async (request) => {
    const address = (request as { readonly ip?: string }).ip ?? "";
    const credential = credentialOf(request.headers);
    const waitMs = addresses.take(address) || (credential === null ? 0 : credentials.take(credential));
    if (waitMs > 0) return tooManyRequests(request, allowedOrigins, waitMs);
    const response = await answer(request);
    if (response.status === 401) addresses.charge(address, refusedCost);
    return response;
  };
}

/** What a request proves itself by, as a digest: no secret is kept. */
function credentialOf(headers: Headers): string | null {
  const sent = headers.get("authorization") ?? headers.get("cookie");
  return sent === null ? null : createHash("sha256").update(sent).digest("base64");
}
