import * as z from "zod";
import type { Auth, AuthAnswer, AuthRefusal } from "./auth.ts";
import { KeysUnreachable } from "./project-keys.ts";
import { userTokens } from "./user-token.ts";

/** What a Supabase project knows of its operators. */
export interface SupabaseAuthOptions {
  /** `SUPABASE_URL`. */
  readonly url: string;
  /** `SINCRO_OPERATOR_ROLES`: the values of `app_metadata.role` that may operate. */
  readonly operatorRoles: readonly string[];
  /** `SUPABASE_JWT_SECRET` or `SINCRO_JWT_SECRET`; without it only tokens that the published keys signed are taken. */
  readonly jwtSecret?: string | undefined;
  /** `SINCRO_JWT_ISSUER`: who issues the tokens, where that is not `<url>/auth/v1`. */
  readonly issuer?: string | undefined;
  /** How the published keys are fetched; the platform's `fetch` when absent. */
  readonly fetch?: typeof fetch | undefined;
}

/** A name that the history takes. */
const name = z.string().regex(/^[^\s\p{C}]{1,200}$/u);
/** The last second that four digits of a year can say. */
const lastSecond = 253_402_300_799;

/** `user_metadata` is not looked at: users write it themselves. */
const claimsOf = z.object({
  sub: name,
  email: name.optional().catch(undefined),
  exp: z.number().max(lastSecond),
  app_metadata: z.object({ role: z.string() }).optional().catch(undefined),
});

const refused = (code: AuthRefusal, detail: string): AuthAnswer => ({ kind: "refused", code, detail });

/**
 * Lets in the operators among the signed-in users of a Supabase project: by `Authorization: Bearer` and the access token
 * of their session, whose `app_metadata.role` is one of the operators'. The history has their e-mail, or their id.
 *
 * When the project's keys cannot be had nobody is let in: `auth_unreachable`, a 503.
 *
 * @example
 * ```ts
 * const auth = supabaseAuth({ url: "https://abc.supabase.co", operatorRoles: ["operator", "admin"] })
 * const functions = createFunctions({ store, sources, connectionOf, dispatch, auth, feed, version: "0.1.0" })
 * ```
 */
export function supabaseAuth({ url, operatorRoles, jwtSecret, fetch, ...options }: SupabaseAuthOptions): Auth {
  const auth = `${url.replace(/\/+$/, "")}/auth/v1`;
  const issuer = options.issuer ?? auth;
  const check = userTokens({ issuer, jwtSecret, keys: { url: new URL(`${auth}/.well-known/jwks.json`), fetch } });
  const known = async (token: string): Promise<AuthAnswer> => {
    const checked = await check(token);
    if (checked.kind === "invalid") return refused("unauthenticated", checked.detail);
    const claims = claimsOf.safeParse(checked.claims);
    if (!claims.success) return refused("unauthenticated", "The token does not say whose it is: sign in again.");
    const { sub, email, exp, app_metadata } = claims.data;
    const role = app_metadata?.role;
    if (role === undefined || !operatorRoles.includes(role)) return refused("forbidden", notAnOperator);
    const expiresAt = new Date(exp * 1000).toISOString();
    return { kind: "operator", operator: { actor: email ?? sub, via: "token", expiresAt } };
  };
  return {
    authenticate: async ({ headers }) => {
      const token = /^Bearer +(\S+) *$/i.exec(headers.get("authorization") ?? "")?.[1];
      if (token === undefined)
        return refused("unauthenticated", "Sign in, and send `Authorization: Bearer` and the token.");
      try {
        return await known(token);
      } catch (error) {
        if (!(error instanceof KeysUnreachable)) throw error;
        return refused(
          "auth_unreachable",
          "The project's keys cannot be fetched, so no token can be checked: retry soon.",
        );
      }
    },
  };
}

const notAnOperator =
  "Signed in, but not as an operator: whoever runs the project gives the role by the user's app_metadata.role.";
