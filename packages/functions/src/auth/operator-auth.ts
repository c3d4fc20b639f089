import * as z from "zod";
import type { Auth, AuthAnswer } from "./auth.ts";
import { sessionCookie } from "./cookie.ts";
import { sameSecret } from "./secret.ts";
import type { SignInCodes } from "./sign-in-codes.ts";
import { readSigned, sign } from "./signed.ts";

/** How long a session lasts, in milliseconds: a working day and its evening. */
const sessionLifeMs = 12 * 3_600_000;

/** What a local installation knows of its operator. */
export interface OperatorAuthOptions {
  /** `SINCRO_OPERATOR_TOKEN`: the bearer token of scripts and of the command line. */
  readonly operatorToken: string;
  /** `SINCRO_SIGNING_KEY`: signs the sessions of pages. */
  readonly signingKey: string;
  readonly codes: SignInCodes;
  /** The name in `started_by`; `operator` when absent. */
  readonly actor?: string | undefined;
  /** Milliseconds since 1970; the process's clock when absent. */
  readonly now?: (() => number) | undefined;
}

const claimsOf = z.object({ actor: z.string(), expiresAt: z.iso.datetime() });
const refused = (detail: string): AuthAnswer => ({ kind: "refused", code: "unauthenticated", detail });

/**
 * Lets in one operator: by `Authorization: Bearer` with the operator token, or by the cookie of a session that began
 * with a one-time code or with the token. A header decides alone: a wrong one is not made good by a cookie.
 */
export function operatorAuth({ operatorToken, signingKey, codes, ...options }: OperatorAuthOptions): Auth {
  const now = options.now ?? Date.now;
  const actor = options.actor ?? "operator";
  const byToken = async (header: string): Promise<AuthAnswer> => {
    const token = /^Bearer +(\S+) *$/i.exec(header)?.[1];
    if (token === undefined) return refused("Send `Authorization: Bearer` and the operator token.");
    if (!(await sameSecret(token, operatorToken))) return refused("The operator token is not valid.");
    return { kind: "operator", operator: { actor, via: "token", expiresAt: null } };
  };
  const bySession = async (cookie: string): Promise<AuthAnswer> => {
    const claims = claimsOf.safeParse(await readSigned(signingKey, "session", cookie));
    if (!claims.success) return refused("The session is not valid: sign in again.");
    if (Date.parse(claims.data.expiresAt) <= now()) return refused("The session has expired: sign in again.");
    return { kind: "operator", operator: { ...claims.data, via: "session" } };
  };
  return {
    authenticate: async ({ headers }) => {
      const header = headers.get("authorization");
      if (header !== null) return byToken(header);
      const cookie = sessionCookie(headers);
      return cookie === null ? refused("Sign in, or send the operator token.") : bySession(cookie);
    },
    signIn: async (request) => {
      const valid = "code" in request ? codes.redeem(request.code) : await sameSecret(request.token, operatorToken);
      if (!valid) return null;
      const claims = { actor, expiresAt: new Date(now() + sessionLifeMs).toISOString() };
      return { ...claims, token: await sign(signingKey, "session", claims) };
    },
  };
}
