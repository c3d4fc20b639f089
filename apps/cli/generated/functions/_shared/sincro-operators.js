import { ConfigError, supabaseAuth, withCronToken, withOperatorToken } from "./sincro.js";
/**
 * Who may operate this project: its users with an operator's role; scripts, by the operator token, where one is set; a
 * scheduler, who may only have runs swept. This is the one place that decides it; nobody signs in by cookie here.
 *
 * @throws ConfigError outside of a project
 */
export function operators(config) {
  const { supabase, operatorRoles, jwtSecret, jwtIssuer, operatorToken, cronToken } = config;
  if (supabase === undefined) throw new ConfigError([{
    variable: "SUPABASE_URL",
    expected: "set by the platform"
  }]);
  const users = supabaseAuth({
    url: supabase.url,
    operatorRoles,
    jwtSecret,
    issuer: jwtIssuer
  });
  return withCronToken(withOperatorToken(users, operatorToken), cronToken);
}
