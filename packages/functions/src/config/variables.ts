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
