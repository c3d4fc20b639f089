import { parseSession } from "@sincro/client/contract";
import { readJson } from "../http/body.ts";
import type { OpenHandler } from "../http/call.ts";
import { json } from "../http/json.ts";
import { Problem, refusedRequest } from "../http/problem.ts";
import { setSessionCookie } from "./cookie.ts";

/** `POST session`: a one-time code, or the operator token, for a session cookie. */
export const signIn: OpenHandler = async (request, { auth }) => {
  const parsed = parseSession(await readJson(request));
  if (!parsed.ok) throw refusedRequest(parsed);
  const session = await auth.signIn?.(parsed.value);
  if (!session) throw refusedSignIn("code" in parsed.value);
  const { actor, expiresAt, token } = session;
  const maxAgeS = Math.max(0, Math.floor((Date.parse(expiresAt) - Date.now()) / 1000));
  return json({ actor, expiresAt }, 200, { "set-cookie": setSessionCookie(request, token, maxAgeS) });
};

function refusedSignIn(byCode: boolean): Problem {
  return byCode
    ? new Problem(
        "code_invalid",
        "The code was used, has expired, or was given by another process: ask for a new link.",
      )
    : new Problem("unauthenticated", "The operator token is not valid.");
}

/** `DELETE session`: ends the session of this browser, valid or not. */
export const signOut: OpenHandler = async (request) =>
  new Response(null, { status: 204, headers: { "set-cookie": setSessionCookie(request, "", 0) } });
