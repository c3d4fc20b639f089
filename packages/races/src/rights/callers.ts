import { createHmac } from "node:crypto";
import { type JWTPayload, SignJWT, UnsecuredJWT } from "jose";

/** The project of the matrix, and its secrets but the one that signs its keys. */
export const projectUrl = "https://abcdefghijklmnopqrst.supabase.co";
export const cronToken = "cron-token-of-the-matrix-0123456789";
export const signingKey = "signing-key-of-the-matrix-0123456789";
export const operatorToken = "operator-token-of-the-matrix-0123456789";

const inSeconds = (s: number) => Math.floor(Date.now() / 1000) + s;

/** What Supabase Auth says of a signed-in user. `user_metadata` is what users write of themselves. */
const user = (more: JWTPayload = {}): JWTPayload => ({
  iss: `${projectUrl}/auth/v1`,
  aud: "authenticated",
  sub: "6f1c8c1e-0000-4000-8000-000000000001",
  role: "authenticated",
  email: "ana@example.com",
  exp: inSeconds(3_600),
  app_metadata: { provider: "email", providers: ["email"] },
  user_metadata: { role: "operator", app_metadata: { role: "operator" } },
  ...more,
});
const operator = (more: JWTPayload = {}) => user({ app_metadata: { provider: "email", role: "operator" }, ...more });
/** A legacy key of the project: a token of nobody. */
const key = (role: string, more: JWTPayload = {}): JWTPayload => ({
  iss: "supabase",
  ref: "abcdefghijklmnopqrst",
  role,
  exp: inSeconds(36_000),
  ...more,
});
const signed = (claims: JWTPayload, secret: string) =>
  new SignJWT(claims).setProtectedHeader({ alg: "HS256", typ: "JWT" }).sign(new TextEncoder().encode(secret));

/** What the functions sign when they call themselves for a run's next slice. */
export function handOffToken(runId: string, fence: number): string {
  const claims = { runId, fence, expiresAt: new Date(Date.now() + 60_000).toISOString() };
  const payload = Buffer.from(JSON.stringify(claims)).toString("base64url");
  return `${payload}.${createHmac("sha256", signingKey).update(`hand-off.${payload}`).digest("base64url")}`;
}

/**
 * What each caller of the matrix may send as `Authorization: Bearer`, in as many ways as there are to try: a row of the
 * matrix holds for every one of them.
 */
export async function credentials(jwtSecret: string, run: { readonly id: string; readonly fence: number }) {
  const foreign = `${jwtSecret.slice(1)}x`;
  const elsewhere = { iss: "https://zyxwvutsrqponmlkjihg.supabase.co/auth/v1" };
  const expired = { exp: inSeconds(-60) };
  return {
    "no token": [null],
    "anon key": [await signed(key("anon"), jwtSecret)],
    user: [await signed(user(), jwtSecret)],
    operator: [
      await signed(operator(), jwtSecret),
      await signed(operator({ app_metadata: { role: "admin" } }), jwtSecret),
    ],
    "service role": [await signed(key("service_role"), jwtSecret)],
    forged: [await signed(operator(), foreign), await signed(key("service_role"), foreign)],
    expired: [await signed(operator(expired), jwtSecret), await signed(key("service_role", expired), jwtSecret)],
    "other project": [await signed(operator(elsewhere), foreign)],
    unsigned: [new UnsecuredJWT(operator()).encode(), new UnsecuredJWT(key("service_role")).encode()],
    "hand-off": [handOffToken(run.id, run.fence)],
    cron: [cronToken],
  } satisfies Record<string, readonly (string | null)[]>;
}

/** A caller of the matrix. */
export type Caller = keyof Awaited<ReturnType<typeof credentials>>;

/** The callers whom the database itself knows, as PostgREST tells it of them: a role, and the claims of the token. */
export const inDatabase = {
  "no token": { role: "anon", claims: null },
  "anon key": { role: "anon", claims: key("anon") },
  user: { role: "authenticated", claims: user() },
  operator: { role: "authenticated", claims: operator() },
  "service role": { role: "service_role", claims: key("service_role") },
} satisfies Partial<Record<Caller, { role: string; claims: JWTPayload | null }>>;

/** A token of this project's users that was issued elsewhere: the functions refuse it; PostgREST looks at the signature alone. */
export const issuedElsewhere = (jwtSecret: string): Promise<string> =>
  signed(operator({ iss: "https://zyxwvutsrqponmlkjihg.supabase.co/auth/v1" }), jwtSecret);
