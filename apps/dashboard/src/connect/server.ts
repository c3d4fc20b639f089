import { createClient, signInCode } from "@sincro/client";
import { signInByLink } from "../sign-in.ts";
import type { Connected } from "./connected.ts";

/** The server that the page came from. A page that was opened by a sign-in link signs in before it asks for anything. */
export async function connect(): Promise<Connected> {
  const client = createClient();
  const code = signInCode(location.hash);
  const signInError = code === null ? null : await signInByLink(client, code);
  return { actions: client, feed: client, session: client, signInError };
}
