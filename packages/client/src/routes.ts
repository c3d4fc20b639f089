/** Where the functions live: Supabase's own path, so that `supabase.functions.invoke` works unchanged. */
export const basePath = "/functions/v1";

/** The paths of the functions that every installation has, below {@link basePath}. */
export const routes = {
  commandCenter: "sync-command-center",
  runs: "sync-runs",
  stream: "sync-runs/stream",
  policy: "sync-runs/policy",
  schedules: "sync-runs/schedules",
  session: "session",
  manychatPush: "sync-manychat/push",
} as const;

/** The functions of the sources that come with Sincro. A source of one's own is called by its function's name. */
export const sourceFunctions: Readonly<Record<string, string>> = {
  stripe: "fetch-stripe",
  paypal: "fetch-paypal",
  ghl: "sync-ghl",
  manychat: "sync-manychat",
};

/**
 * Where a one-time sign-in link points: the code is in the fragment, which browsers send to no server and to no log.
 * The page takes it out of the address bar and exchanges it with `POST session`.
 */
export function signInPath(code: string): string {
  return `/#code=${code}`;
}

/** The code in a page's `location.hash`, or null. */
export function signInCode(hash: string): string | null {
  return new URLSearchParams(hash.replace(/^#/, "")).get("code");
}
