// What a project of one's own gets as supabase/functions/_shared/sincro.js: with all that it imports in it.
export { createClient } from "@supabase/supabase-js";
export { version } from "../supabase/functions/_shared/version.ts";
export * from "./entry.ts";
