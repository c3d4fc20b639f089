import { ConfigError, isConfigError, readConfig, edgeFunctions, misconfigured, supabaseStore, createClient, version } from "./sincro.js";
import { operators } from "./sincro-operators.js";
const log = (line) => console.error(line);
/** All functions over this project's database, by the project's secrets. */
function open() {
  const config = readConfig(Deno.env.toObject());
  const { supabase } = config;
  if (supabase === undefined) throw new ConfigError([{
    variable: "SUPABASE_URL",
    expected: "set by the platform"
  }]);
  const client = createClient(supabase.url, supabase.serviceRoleKey, { auth: { persistSession: false } });
  const auth = operators(config);
  return edgeFunctions({
    config: {
      ...config,
      supabase
    },
    store: supabaseStore(client),
    auth,
    version,
    log
  });
}
/** What cannot be configured answers so, instead of not starting. */
function openOrSay() {
  try {
    return open();
  } catch (error) {
    if (!isConfigError(error)) throw error;
    log(error.message);
    return misconfigured(error);
  }
}
/** What each function's folder serves. Paths tell them apart: each is asked for those below its own name. */
export const functions = { fetch: openOrSay() };
