import { type Client, isApiError } from "@sincro/client";

/**
 * Exchanges a link's one-time code for a session, and takes it out of the address bar, the history and every bookmark.
 *
 * @returns the code of the refusal, or null
 */
export async function signInByLink(client: Pick<Client, "signIn">, code: string): Promise<string | null> {
  history.replaceState(history.state, "", location.pathname + location.search);
  try {
    await client.signIn({ code });
    return null;
  } catch (error) {
    if (!isApiError(error)) throw error;
    return error.code;
  }
}
