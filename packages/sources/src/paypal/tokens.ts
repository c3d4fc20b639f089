import * as z from "zod";
import type { Client } from "../http/index.ts";

/** Of the answer only what is used; a token that no header can carry is none. */
const token = z.object({ access_token: z.string().regex(/^[\x21-\x7e]+$/), app_id: z.string().min(1).optional() });
type Token = z.infer<typeof token>;

/** The access token of a slice. */
export interface Tokens {
  /** The headers of a request: one token for all, another one only when it was refused. */
  authorize(refused: Headers | null): Promise<{ readonly authorization: string }>;
  /** The app whose credentials these are, once there was a token. */
  appId(): string | null;
}

const headersOf = ({ access_token }: Token) => ({ authorization: `Bearer ${access_token}` });

/**
 * Tokens by OAuth's client credentials. They last about nine hours, so a slice needs one; whoever asks while it is
 * fetched waits for the same.
 *
 * @param client - carries the credentials themselves
 */
export function createTokens(client: Client): Tokens {
  let current: Promise<Token> | null = null;
  let appId: string | null = null;

  async function fetchToken(): Promise<Token> {
    const grant = new URLSearchParams({ grant_type: "client_credentials" });
    const found = await client.post("/v1/oauth2/token", grant, (body) => token.parse(body));
    appId = found.app_id ?? null;
    return found;
  }

  function renew(): Promise<Token> {
    const asked = fetchToken();
    current = asked;
    asked.catch(() => {
      if (current === asked) current = null; // whoever comes next asks again
    });
    return asked;
  }

  return {
    async authorize(refused) {
      const had = current ?? renew();
      const headers = headersOf(await had);
      if (refused?.get("authorization") !== headers.authorization) return headers;
      // Of several requests that were refused together, one asks for the new token.
      return headersOf(await (current === had || current === null ? renew() : current));
    },
    appId: () => appId,
  };
}
