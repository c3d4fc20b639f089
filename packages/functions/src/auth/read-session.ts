import type { Handler } from "../http/call.ts";
import { json } from "../http/json.ts";

/** `GET session`: who is signed in. */
export const readSession: Handler = async ({ operator: { actor, expiresAt } }) => json({ actor, expiresAt });
