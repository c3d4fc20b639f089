import type { Clock } from "../shared/clock.ts";
import type { Random } from "../shared/random.ts";

/** The app that the credentials belong to. */
const appId = "APP-80W284485P519543T";

const scopes =
  "https://uri.paypal.com/services/reporting/search/read https://uri.paypal.com/services/subscriptions openid";

/** The tokens that an account has given out. */
export interface PaypalTokens {
  /** How many were given out so far. */
  readonly issued: number;
  /** A new token, in the shape of PayPal's answer. */
  issue(lifeS: number): Record<string, unknown>;
  /** Whether an `Authorization` header carries a token that still counts. */
  accepts(authorization: string | null): boolean;
  /** From now on no token that was given out counts. */
  expireAll(): void;
}

/** Tokens that end by the fake's own clock. */
export function createTokens(now: Clock, random: Random): PaypalTokens {
  const endsAt = new Map<string, number>();
  let issued = 0;
  return {
    get issued() {
      return issued;
    },
    issue(lifeS) {
      issued += 1;
      const access_token = `A21AA${random.token(92)}`;
      endsAt.set(access_token, now() + lifeS * 1000);
      const nonce = `${new Date(now()).toISOString()}${random.token(43)}`;
      return { scope: scopes, access_token, token_type: "Bearer", app_id: appId, expires_in: lifeS, nonce };
    },
    accepts(authorization) {
      const [scheme, token = ""] = authorization?.split(" ") ?? [];
      return scheme === "Bearer" && (endsAt.get(token) ?? -Infinity) > now();
    },
    expireAll: () => endsAt.clear(),
  };
}
