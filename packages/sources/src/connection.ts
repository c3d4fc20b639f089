import type { Connection, SourceManifest } from "./source.ts";

/** What the environment says of a source; texts about it name variables, never their values. */
export type ConfiguredConnection =
  | { readonly kind: "configured"; readonly connection: Pick<Connection, "credentials" | "baseUrl"> }
  | {
      readonly kind: "unconfigured";
      /** Variables that are unset or blank. */
      readonly missing: readonly string[];
      /** Variables whose value cannot be one: a key that no header can carry, an address that is none. */
      readonly invalid: readonly string[];
    };

/**
 * Reads a source's credentials and address from environment variables. White space around a value, as it comes
 * with pasting, is not part of it.
 *
 * @example
 * const found = connectionFrom(stripeSource.manifest, process.env)
 * if (found.kind === "configured") await stripeSource.test({ ...found.connection, signal })
 */
export function connectionFrom(
  manifest: SourceManifest,
  env: Readonly<Record<string, string | undefined>>,
): ConfiguredConnection {
  const value = (name: string) => env[name]?.trim() ?? "";
  const names = manifest.credentials.map((credential) => credential.env);
  const baseUrl = value(manifest.baseEnv);
  const missing = names.filter((name) => value(name) === "");
  const invalid = names.filter((name) => value(name) !== "" && !headerSafe(value(name)));
  if (baseUrl !== "" && !isAddress(baseUrl)) invalid.push(manifest.baseEnv);
  if (missing.length > 0 || invalid.length > 0) return { kind: "unconfigured", missing, invalid };
  const credentials = Object.fromEntries(names.map((name) => [name, value(name)]));
  return { kind: "configured", connection: { credentials, baseUrl: baseUrl || undefined } };
}

/** Visible ASCII without spaces, so that nothing can break out of a header. */
function headerSafe(text: string): boolean {
  return /^[\x21-\x7e]+$/.test(text);
}

/** An http address that requests can be appended to; one with a user name or a query would leak or break. */
function isAddress(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, username, password, search, hash } = new URL(text);
  return /^https?:$/.test(protocol) && username + password + search + hash === "";
}
