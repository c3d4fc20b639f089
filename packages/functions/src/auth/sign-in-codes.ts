import { randomSecret } from "./secret.ts";

/** One-time codes for sign-in links. They live in this process only, so that each works once. */
export interface SignInCodes {
  /** A new code, valid for a while. */
  issue(): string;
  /** Uses a code up; false when it is not valid (any more). */
  redeem(code: string): boolean;
}

/** How long a sign-in link works, in milliseconds: long enough for an installation's first start. */
const codeLifeMs = 15 * 60_000;

/** @param now milliseconds since 1970; the process's clock when absent */
export function signInCodes(now: () => number = Date.now): SignInCodes {
  const expiries = new Map<string, number>();
  const dropExpired = () => {
    for (const [code, expiry] of expiries) if (expiry <= now()) expiries.delete(code);
  };
  return {
    issue: () => {
      dropExpired();
      const code = randomSecret();
      expiries.set(code, now() + codeLifeMs);
      return code;
    },
    redeem: (code) => {
      dropExpired();
      return expiries.delete(code);
    },
  };
}
