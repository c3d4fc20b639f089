import { type Client, createClient } from "@sincro/client";
import type { Session } from "@sincro/react";

/**
 * A client of a Sincro on another origin, which is told who one is by a token, and the sign-in that asks for it. On Supabase
 * `token` would be `async () => (await supabase.auth.getSession()).data.session?.access_token ?? ""`.
 */
export function signedInClient(baseUrl: string): { readonly client: Client; readonly session: Session } {
  let token = "";
  const client = createClient({ baseUrl, token: () => token });
  const session: Session = {
    async signIn(given) {
      token = "token" in given ? given.token : given.code;
      return await client.session();
    },
  };
  return { client, session };
}
