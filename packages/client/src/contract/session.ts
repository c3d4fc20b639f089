import * as z from "zod";
import { type Parsed, refusedBy } from "./parse.ts";

/** `POST session`: the one-time code of a sign-in link, or the operator token, for a session cookie. */
const sessionBody = z.union([
  z.strictObject({ code: z.string().min(1).max(200) }),
  z.strictObject({ token: z.string().min(1).max(500) }),
]);

/** What `POST session` takes. */
export type SessionRequest = z.input<typeof sessionBody>;

/** Reads the body of `POST session`. Its errors never repeat what was sent. */
export function parseSession(body: unknown): Parsed<SessionRequest> {
  const schema =
    typeof body === "object" && body !== null && "token" in body ? sessionBody.options[1] : sessionBody.options[0];
  const parsed = schema.safeParse(body);
  return parsed.success ? { ok: true, value: parsed.data, deprecated: [] } : refusedBy(parsed.error);
}

/** Who is signed in; `expiresAt` (ISO 8601) is null for a bearer token. */
export const sessionAnswer = z.strictObject({ actor: z.string(), expiresAt: z.iso.datetime().nullable() });
