import type * as z from "zod";
import { ConfigError, type ConfigIssue } from "./errors.ts";
import { type VariableName, variables } from "./variables.ts";

/** The environment as it comes: `process.env`, or `Deno.env.toObject()`. */
export type Environment = Readonly<Record<string, string | undefined>>;

type Value<N extends VariableName> = z.output<(typeof variables)[N]["schema"]>;
type Maybe<N extends VariableName> = Value<N> | undefined;

/** The configuration, validated. What is undefined was not set and has no default. */
export interface Config {
  readonly databaseUrl: Maybe<"DATABASE_URL">;
  readonly port: Value<"SINCRO_PORT">;
  readonly host: Value<"SINCRO_HOST">;
  readonly operatorToken: Maybe<"SINCRO_OPERATOR_TOKEN">;
  readonly signingKey: Maybe<"SINCRO_SIGNING_KEY">;
  readonly allowedOrigins: Value<"SINCRO_ALLOWED_ORIGINS">;
  readonly cronToken: Maybe<"SINCRO_CRON_TOKEN">;
  /** How long runs that ended are kept, in milliseconds. */
  readonly keepMs: Maybe<"SINCRO_KEEP">;
  /** Who is told of failures. Both variables or neither. */
  readonly webhook:
    | { readonly url: string; readonly secret: string; readonly allow: Value<"SINCRO_WEBHOOK_ALLOW"> }
    | undefined;
  readonly log: Maybe<"SINCRO_LOG">;
  readonly operatorRoles: Value<"SINCRO_OPERATOR_ROLES">;
  /** `SUPABASE_JWT_SECRET`, or `SINCRO_JWT_SECRET` where names that begin with SUPABASE_ are the platform's. */
  readonly jwtSecret: Maybe<"SUPABASE_JWT_SECRET">;
  readonly jwtIssuer: Maybe<"SINCRO_JWT_ISSUER">;
  readonly sliceMs: Maybe<"SINCRO_SLICE_MS">;
  readonly manychatPushToken: Maybe<"MANYCHAT_PUSH_TOKEN">;
  /** The part of what a provider allows that syncs use. */
  readonly rateShare: Value<"SINCRO_RATE_SHARE">;
  readonly supabase: { readonly url: string; readonly serviceRoleKey: string } | undefined;
  /** The providers' credentials and addresses by variable, for `connectionFrom(manifest, config.providers)`. */
  readonly providers: Environment;
  /** The values that must appear in no log and no error. */
  readonly secrets: readonly string[];
}

/**
 * Reads and validates the environment, once, at the start. A variable that is blank counts as not set; white space
 * around a value, as it comes with pasting, is not part of it.
 *
 * @throws ConfigError that names every variable that is wrong and what is expected, never a value
 */
export function readConfig(env: Environment): Config {
  const issues: ConfigIssue[] = [];
  const text = (name: string) => env[name]?.trim() || undefined;
  const read = <N extends VariableName>(name: N): Value<N> => {
    const schema = variables[name].schema;
    const found = text(name);
    // A default stands for a variable that is not set; one without a default stays undefined.
    const parsed = found === undefined ? schema.optional().safeParse(undefined) : schema.safeParse(found);
    if (parsed.success) return parsed.data as Value<N>;
    issues.push({ variable: name, expected: parsed.error.issues[0]?.message ?? "another value" });
    return undefined as Value<N>;
  };
  const url: string | undefined = read("SUPABASE_URL");
  const serviceRoleKey: string | undefined = read("SUPABASE_SERVICE_ROLE_KEY");
  const lacking = url === undefined ? "SUPABASE_URL" : "SUPABASE_SERVICE_ROLE_KEY";
  if ((url === undefined) !== (serviceRoleKey === undefined) && issues.length === 0) {
    issues.push({
      variable: lacking,
      expected: "set, since the other one of SUPABASE_URL and SUPABASE_SERVICE_ROLE_KEY is",
    });
  }
  if (text("SINCRO_CRON_TOKEN") !== undefined && text("SINCRO_CRON_TOKEN") === text("SINCRO_OPERATOR_TOKEN")) {
    // What a scheduler's database holds must not be able to do what an operator may.
    issues.push({ variable: "SINCRO_CRON_TOKEN", expected: "another token than SINCRO_OPERATOR_TOKEN" });
  }
  const webhook = {
    url: read("SINCRO_WEBHOOK_URL"),
    secret: read("SINCRO_WEBHOOK_SECRET"),
    allow: read("SINCRO_WEBHOOK_ALLOW"),
  };
  if (text("SINCRO_WEBHOOK_URL") !== undefined && text("SINCRO_WEBHOOK_SECRET") === undefined) {
    // What is not signed could be from anybody.
    issues.push({ variable: "SINCRO_WEBHOOK_SECRET", expected: "set, since SINCRO_WEBHOOK_URL is" });
  }
  const { protocol, host } = new URL(webhook.url ?? "https://unset");
  if (protocol === "http:" && !webhook.allow?.includes(host)) {
    issues.push({ variable: "SINCRO_WEBHOOK_URL", expected: "an https address, or a host of SINCRO_WEBHOOK_ALLOW" });
  }
  const config: Config = {
    databaseUrl: read("DATABASE_URL"),
    port: read("SINCRO_PORT"),
    host: read("SINCRO_HOST"),
    operatorToken: read("SINCRO_OPERATOR_TOKEN"),
    signingKey: read("SINCRO_SIGNING_KEY"),
    allowedOrigins: read("SINCRO_ALLOWED_ORIGINS"),
    cronToken: read("SINCRO_CRON_TOKEN"),
    keepMs: read("SINCRO_KEEP"),
    webhook: webhook.url === undefined ? undefined : webhook,
    log: read("SINCRO_LOG"),
    operatorRoles: read("SINCRO_OPERATOR_ROLES"),
    jwtSecret: read("SINCRO_JWT_SECRET") ?? read("SUPABASE_JWT_SECRET"),
    jwtIssuer: read("SINCRO_JWT_ISSUER"),
    sliceMs: read("SINCRO_SLICE_MS"),
    manychatPushToken: read("MANYCHAT_PUSH_TOKEN"),
    rateShare: read("SINCRO_RATE_SHARE"),
    supabase: url === undefined || serviceRoleKey === undefined ? undefined : { url, serviceRoleKey },
    providers: Object.fromEntries(providerVariables.map((name) => [name, read(name)])),
    secrets: names.filter((name) => variables[name].secret).flatMap((name) => hidden(name, text(name))),
  };
  if (issues.length > 0) throw new ConfigError(issues);
  return config;
}

/** What must not be shown of a secret value: of a webhook's address what stands behind its host, which others share. */
function hidden(name: VariableName, value: string | undefined): readonly string[] {
  if (value === undefined) return [];
  if (name !== "SINCRO_WEBHOOK_URL" || !URL.canParse(value)) return [value];
  const { pathname, search } = new URL(value);
  return [`${pathname}${search}`];
}

const names = Object.keys(variables) as VariableName[];
/** It lets ManyChat in to us, not us in to ManyChat. */
const ours = "MANYCHAT_PUSH_TOKEN";
type ProviderVariable = Exclude<
  Extract<VariableName, `${"STRIPE" | "PAYPAL" | "GHL" | "MANYCHAT"}_${string}`>,
  typeof ours
>;
const isProvider = (name: VariableName): name is ProviderVariable =>
  name !== ours && /^(STRIPE|PAYPAL|GHL|MANYCHAT)_/.test(name);
const providerVariables = names.filter(isProvider);
