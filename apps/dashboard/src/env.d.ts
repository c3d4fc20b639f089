interface ImportMetaEnv {
  /** Built for Supabase: the project's address, `https://<ref>.supabase.co`. */
  readonly VITE_SUPABASE_URL: string;
  /** Built for Supabase: the project's publishable (anon) key, which may be seen by everybody. */
  readonly VITE_SUPABASE_PUBLISHABLE_KEY: string;
}
