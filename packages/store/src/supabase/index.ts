export type { SupabaseLike } from "./client.ts";
export { type SupabaseStoreOptions, supabaseStore } from "./supabase-store.ts";
