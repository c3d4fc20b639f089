import { StoreError, type StoreErrorCode } from "../errors.ts";
import { codeOfState, says } from "../sql-state.ts";
import type { SupabaseAnswer, SupabaseFault } from "./client.ts";

const wrongUrl = "nothing of PostgREST's answers there: is this the project's URL?";
const wrongKey = "the key was refused (expired, forged or of another project): use the project's service role key";
const wrongRole = "the key's role may not do this: use the service role key, in a server and never in a browser";

/** PostgREST's own codes: https://docs.postgrest.org/en/v12/references/errors.html. All others are refusals. */
const byCode: Readonly<Record<string, readonly [StoreErrorCode, string]>> = {
  PGRST000: ["store_unreachable", says.store_unreachable], // cannot connect
  PGRST001: ["store_unreachable", says.store_unreachable], // lost the connection
  PGRST002: ["store_unreachable", says.store_unreachable], // cannot read the schema, which it does before all else
  PGRST003: ["store_unreachable", "no connection of PostgREST's pool became free"],
  PGRST202: ["store_mismatch", `${says.store_mismatch} (then "notify pgrst, 'reload schema'")`], // no such function
  PGRST205: ["store_mismatch", `${says.store_mismatch} (then "notify pgrst, 'reload schema'")`], // no such table
  PGRST301: ["store_rejected", wrongKey],
  PGRST302: ["store_rejected", wrongKey], // none at all
  PGRST303: ["store_rejected", wrongKey], // since 13: expired
  42501: ["store_rejected", wrongRole], // insufficient_privilege
};

const isState = (code: string) => /^[0-9A-Z]{5}$/.test(code);

function ofCode(code: string): readonly [StoreErrorCode, string] {
  const known = byCode[code];
  if (known !== undefined) return known;
  const ours = isState(code) ? codeOfState(code) : "store_rejected";
  return [ours, says[ours]];
}

/** What is left when nobody behind the gateway said anything. */
function ofStatus(status: number): readonly [StoreErrorCode, string] {
  if (status === 401 || status === 403) return ["store_rejected", wrongKey];
  if (status === 204 || status === 404) return ["store_rejected", wrongUrl];
  // A whole answer is JSON: one that cannot be read was cut, and what it said is lost.
  if (status < 300) return ["store_unreachable", "the answer was cut, or was not PostgREST's"];
  const mayPass = status >= 500 || status === 408 || status === 429;
  return mayPass ? ["store_unreachable", says.store_unreachable] : ["store_rejected", says.store_rejected];
}

/** The socket's own word, such as ECONNREFUSED; the texts around it may quote a header, and with it the key. */
function ofNetwork({ details }: SupabaseFault): string {
  const [word] = /\b(?:E[A-Z]{4,}|UND_ERR_[A-Z_]+)\b/.exec(details ?? "") ?? [];
  return word === undefined ? "" : ` (${word})`;
}

/**
 * What supabase-js answered as an error, as a {@link StoreError}. Only the code is kept of what was said: texts quote
 * rows, and those of a failed request may quote its key.
 *
 * @param during what was being done, e.g. the function's name
 */
export function supabaseFault(error: SupabaseFault, { status }: SupabaseAnswer, during: string): StoreError {
  if (error.code) {
    const [code, words] = ofCode(error.code);
    return new StoreError(code, `${during}: ${words} (${isState(error.code) ? "SQLSTATE " : ""}${error.code})`);
  }
  if (status === 0) {
    return new StoreError("store_unreachable", `${during}: ${says.store_unreachable}${ofNetwork(error)}`);
  }
  const [code, words] = ofStatus(status);
  return new StoreError(code, `${during}: ${words} (HTTP ${status})`);
}
