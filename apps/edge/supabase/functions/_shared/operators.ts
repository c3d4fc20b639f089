import { type Auth, type Config, ConfigError, operatorAuth, signInCodes } from "@sincro/functions";

/**
 * Who may operate this project: whoever has the operator token. This is the one place that decides it; nobody signs in
 * by cookie here.
 *
 * @throws ConfigError when `SINCRO_OPERATOR_TOKEN` is not set: it cannot be made here, where nothing is kept
 */
export function operators({ operatorToken, signingKey, supabase }: Config): Auth {
  if (operatorToken === undefined) {
    throw new ConfigError([{ variable: "SINCRO_OPERATOR_TOKEN", expected: "set: supabase secrets set" }]);
  }
  const key = signingKey ?? supabase?.serviceRoleKey ?? operatorToken;
  const { authenticate } = operatorAuth({ operatorToken, signingKey: key, codes: signInCodes() });
  return { authenticate };
}
