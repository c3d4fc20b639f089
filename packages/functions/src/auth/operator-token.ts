import type { Auth } from "./auth.ts";
import { sameSecret } from "./secret.ts";

/**
 * Lets in scripts beside whom `auth` lets in: by `Authorization: Bearer` with `SINCRO_OPERATOR_TOKEN`. Without a token
 * nobody else is let in.
 *
 * @example
 * const auth = withOperatorToken(supabaseAuth({ … }), config.operatorToken);
 */
export function withOperatorToken(auth: Auth, operatorToken: string | undefined): Auth {
  if (operatorToken === undefined) return auth;
  return {
    ...auth,
    authenticate: async (request) => {
      const token = /^Bearer +(\S+) *$/i.exec(request.headers.get("authorization") ?? "")?.[1];
      if (token === undefined || !(await sameSecret(token, operatorToken))) return auth.authenticate(request);
      return { kind: "operator", operator: { actor: "operator", via: "token", expiresAt: null } };
    },
  };
}
