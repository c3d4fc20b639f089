// What the page does; it is the same before and after.
import type { SupabaseClient } from "@supabase/supabase-js";

/** The button that starts. */
export async function startImport(supabase: SupabaseClient): Promise<void> {
  await supabase.functions.invoke("import-payments", { body: {} });
}

/** The button that cancels. */
export async function cancelImport(supabase: SupabaseClient): Promise<void> {
  await supabase.functions.invoke("import-payments", { body: { cancel: true } });
}

/** The line below the buttons. */
export async function importStatus(supabase: SupabaseClient): Promise<string> {
  const { data } = await supabase.from("import_status").select("status").order("started_at", { ascending: false });
  return data?.[0]?.status ?? "never";
}
