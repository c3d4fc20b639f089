import * as z from "zod";

/** What is known of one environment variable. */
export interface Variable {
  /** What its value must be; the text of its error is what is expected. */
  readonly schema: z.ZodType;
  /** Whether its value must never be shown. */
  readonly secret: boolean;
  /** One line for `.env.example` and for `doctor`. */
  readonly about: string;
}

const url = (expected: string, ...protocols: readonly string[]) =>
  z.string().refine((text) => URL.canParse(text) && protocols.includes(new URL(text).protocol), expected);
const http = url("an http or https address", "http:", "https:");
const whole = (least: number, most: number) => {
  const expected = `a whole number from ${least} to ${most}`;
  return z
    .string()
    .regex(/^\d{1,12}$/, expected)
    .transform(Number)
    .refine((n) => n >= least && n <= most, expected);
};
const fraction = (least: number, most: number) => {
  const expected = `a number from ${least} to ${most}`;
  return z
    .string()
    .regex(/^\d(\.\d{1,6})?$/, expected)
    .transform(Number)
    .refine((n) => n >= least && n <= most, expected);
};
const listOf = (item: z.ZodType<string, string>) =>
  z
    .string()
    .transform((text) =>
      text
        .split(",")
        .map((part) => part.trim())
        .filter((part) => part !== ""),
    )
    .pipe(z.array(item));
const key = (least: number) =>
  z.string().regex(new RegExp(`^[\\x21-\\x7e]{${least},500}$`), `at least ${least} visible characters without spaces`);
const origin = z
  .string()
  .refine(
    (text) => URL.canParse(text) && new URL(text).origin === text,
    "origins separated by commas, e.g. https://app.example.com",
  );
const host = z
  .string()
  .refine(
    (text) => URL.canParse(`http://${text}`) && new URL(`http://${text}`).host === text,
    "hosts separated by commas, each with its port if it has one, e.g. n8n.internal:5678",
  );
/** How long a unit of a time to keep is, in milliseconds. */
const units: Readonly<Record<string, number>> = { h: 3_600_000, d: 86_400_000, w: 604_800_000 };
/** A time to keep, e.g. `90d`, in milliseconds. */
export const keepTime = z
  .string()
  .regex(/^[1-9]\d{0,4}[hdw]$/, "a number of hours, days or weeks, e.g. 90d")
  .transform((text) => Number.parseInt(text, 10) * (units[text.slice(-1)] ?? 0));
const any = z.string();
const variable = <S extends z.ZodType>(schema: S, about: string) => ({ schema, secret: false, about });
const secret = <S extends z.ZodType>(schema: S, about: string) => ({ schema, secret: true, about });

/** Every environment variable that Sincro reads, in the order of `.env.example`. */
export const variables = {
  DATABASE_URL: secret(
    url("a postgres:// address", "postgres:", "postgresql:"),
    "Your own PostgreSQL (15 or newer); without it an embedded one in .sincro/ is used.",
  ),
  SINCRO_PORT: variable(whole(1, 65_535).default(4400), "Where the page and the functions listen; 4400 by default."),
  SINCRO_HOST: variable(any.default("127.0.0.1"), "The address to listen on; this machine only by default."),
  SINCRO_OPERATOR_TOKEN: secret(key(16), "The operator's bearer token; made at the first start when absent."),
  SINCRO_SIGNING_KEY: secret(key(32), "Signs sessions and hand-offs; made at the first start when absent."),
  SINCRO_ALLOWED_ORIGINS: variable(
    listOf(origin).default([]),
    "Other sites whose pages may call, separated by commas.",
  ),
  SINCRO_CRON_TOKEN: secret(key(16), "The bearer token of a scheduler that calls the sweep."),
  SINCRO_KEEP: variable(keepTime, "How long runs that ended are kept, e.g. 90d; for ever when absent."),
  SINCRO_WEBHOOK_URL: secret(
    http,
    "Told when a run fails or gets stuck: an https address, e.g. of Slack, Make or Zapier.",
  ),
  SINCRO_WEBHOOK_SECRET: secret(
    z.string().regex(/^whsec_[A-Za-z0-9+/]{32,88}={0,2}$/, "whsec_ and 24 to 64 random bytes in base64"),
    "Signs what the webhook is sent (Standard Webhooks): whsec_ and the output of `openssl rand -base64 32`.",
  ),
  SINCRO_WEBHOOK_ALLOW: variable(
    listOf(host).default([]),
    "Hosts of your own network that the webhook may be sent to, by http as well, e.g. n8n.internal:5678.",
  ),
  SINCRO_LOG: variable(
    z.enum(["text", "json"], "text or json"),
    "How `sincro serve` writes its log: json, a line for each event, unless a person watches.",
  ),
  SINCRO_OPERATOR_ROLES: variable(
    listOf(any)
      .refine((roles) => roles.length > 0, "roles separated by commas, at least one")
      .default(["operator", "admin"]),
    "On Supabase: the values of app_metadata.role that may operate; operator,admin by default, as sync_is_operator() has it.",
  ),
  SINCRO_SLICE_MS: variable(
    whole(1_000, 3_600_000),
    "A slice's budget where the platform allows less than the policy, in milliseconds.",
  ),
  SINCRO_RATE_SHARE: variable(
    fraction(0.05, 1).default(0.5),
    "The part of what a provider allows that syncs use; 0.5 by default, the rest is for your other programs.",
  ),
  SUPABASE_URL: variable(http, "On Supabase: the project's address."),
  SUPABASE_SERVICE_ROLE_KEY: secret(key(16), "On Supabase: the key by which the functions reach the database."),
  SUPABASE_JWT_SECRET: secret(
    key(32),
    "On Supabase: the legacy secret of user tokens, if the project still signs with it.",
  ),
  SINCRO_JWT_SECRET: secret(key(32), "The same by a name that may be set on Supabase's own platform."),
  SINCRO_JWT_ISSUER: variable(http, "On Supabase: who issues user tokens, where that is not SUPABASE_URL/auth/v1."),
  STRIPE_SECRET_KEY: secret(any, "Stripe: a secret or restricted key that may read."),
  STRIPE_API_BASE: variable(http, "Stripe's address, to point it elsewhere."),
  PAYPAL_CLIENT_ID: variable(any, "PayPal: the REST app's client id."),
  PAYPAL_CLIENT_SECRET: secret(any, "PayPal: the REST app's secret."),
  PAYPAL_API_BASE: variable(http, "PayPal's address, to point it elsewhere."),
  GHL_API_KEY: secret(any, "GoHighLevel: a private integration's token."),
  GHL_LOCATION_ID: variable(any, "GoHighLevel: the location to read."),
  GHL_API_BASE: variable(http, "GoHighLevel's address, to point it elsewhere."),
  MANYCHAT_API_KEY: secret(any, "ManyChat: the page's API key."),
  MANYCHAT_API_BASE: variable(http, "ManyChat's address, to point it elsewhere."),
  MANYCHAT_PUSH_TOKEN: secret(key(16), "What a ManyChat flow sends to sync-manychat/push; choose one yourself."),
} as const satisfies Record<string, Variable>;

/** The name of a variable. */
export type VariableName = keyof typeof variables;
