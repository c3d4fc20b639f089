import { ApiError, createClient } from "@sincro/client";
import { realtimeFeed } from "@sincro/react/realtime";
import type { Connected } from "./connected.ts";

/**
 * A project on Supabase, whose address and publishable key the page was built with: its users sign in by e-mail and
 * password, its functions act, and its Realtime tells what changes.
 */
export async function connect(): Promise<Connected> {
  // A file of its own, fetched beside the page's.
  const { createClient: createSupabaseClient, isAuthApiError } = await import("@supabase/supabase-js");
  const url = import.meta.env.VITE_SUPABASE_URL;
  const supabase = createSupabaseClient(url, import.meta.env.VITE_SUPABASE_PUBLISHABLE_KEY);
  const token = async () => (await supabase.auth.getSession()).data.session?.access_token ?? "";
  const client = createClient({ baseUrl: url, token });
  return {
    actions: client,
    feed: realtimeFeed(client, supabase),
    signInError: null,
    session: {
      async signInWithPassword(given) {
        const { error } = await supabase.auth.signInWithPassword(given);
        if (error === null) return;
        const refused = isAuthApiError(error) && error.status >= 400 && error.status < 500;
        throw new ApiError(refused ? "unauthenticated" : "unreachable", {
          status: refused ? 401 : 0,
          detail: "Supabase Auth did not sign in.",
          cause: error,
        });
      },
    },
  };
}
