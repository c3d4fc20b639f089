import type { Client } from "pg";

/**
 * Makes a migrated database what the old one was: the same tables, but nothing in the database that keeps a scope to
 * one active run, and nothing that refuses a write. For a database that belongs to a test.
 *
 * @param admin a session of the owner or of a superuser
 */
export async function installOldDesign(admin: Client): Promise<void> {
  await admin.query("drop trigger sync_guard on public.sync_runs");
  await admin.query("drop index public.sync_runs_active");
}
