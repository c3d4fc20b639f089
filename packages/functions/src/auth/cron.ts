import type { Auth } from "./auth.ts";
import { sameSecret } from "./secret.ts";

/**
 * Lets in a scheduler beside whom `auth` lets in: by `Authorization: Bearer` with `SINCRO_CRON_TOKEN`. It may ask for a
 * sweep and nothing else (see `scheduledSweep`). Without a token nobody is a scheduler.
 *
 * @example
 * const auth = withCronToken(operatorAuth({ … }), config.cronToken);
 */
export function withCronToken(auth: Auth, cronToken: string | undefined): Auth {
  if (cronToken === undefined) return auth;
  return {
    ...auth,
    authenticate: async (request) => {
      const token = /^Bearer +(\S+) *$/i.exec(request.headers.get("authorization") ?? "")?.[1];
      if (token === undefined || !(await sameSecret(token, cronToken))) return auth.authenticate(request);
      return { kind: "operator", operator: { actor: "cron", via: "cron", expiresAt: null } };
    },
  };
}
