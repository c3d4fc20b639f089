import type { Project } from "@sincro/store/supabase/testing";
import type { PoolClient } from "pg";

/** What became of one attempt: the rows that were seen, or the SQLSTATE (PostgREST's own code) that refused it. */
export type Outcome =
  | { readonly kind: "done"; readonly rows: unknown }
  | { readonly kind: "refused"; readonly code: string };

/** Asks PostgREST as a browser does; whatever is written is taken back. */
export async function throughPostgrest(
  project: Project,
  token: string | null,
  { method, path, body }: { readonly method: string; readonly path: string; readonly body?: unknown },
): Promise<Outcome> {
  const headers = new Headers({ prefer: "tx=rollback" });
  if (token !== null) headers.set("authorization", `Bearer ${token}`);
  if (body !== undefined) headers.set("content-type", "application/json");
  const init = { method, headers, ...(body !== undefined && { body: JSON.stringify(body) }) };
  const response = await fetch(`${project.url}/rest/v1/${path}`, init);
  const text = await response.text();
  const answer: unknown = text === "" ? null : JSON.parse(text);
  if (response.ok) return { kind: "done", rows: answer };
  return { kind: "refused", code: (answer as { code: string }).code };
}

/** The same as a role of the database, on a topic of Realtime if one is named; always rolled back. */
export async function asRole(
  client: PoolClient,
  { role, claims }: { readonly role: string; readonly claims: unknown },
  sql: string,
  values: readonly unknown[] = [],
  topic = "",
): Promise<Outcome> {
  await client.query("begin");
  try {
    await client.query("select set_config('realtime.topic', $1, true)", [topic]);
    await client.query("select set_config('request.jwt.claims', $1, true)", [
      claims === null ? "" : JSON.stringify(claims),
    ]);
    await client.query(`set local role ${role}`);
    return { kind: "done", rows: (await client.query(sql, [...values])).rows };
  } catch (error) {
    return { kind: "refused", code: (error as { code?: string }).code ?? String(error) };
  } finally {
    await client.query("rollback");
  }
}

/** SQLSTATE `insufficient_privilege`: the right is missing, or a policy said no. */
const notAllowed = "42501";
/** SQLSTATE `object_not_in_prerequisite_state`: a view that is more than one table's rows, which nobody can write to. */
const notWritable = "55000";

/** The token itself was refused: nothing was asked of the database. */
export const tokenRefused = (outcome: Outcome): boolean =>
  outcome.kind === "refused" && /^PGRST3\d\d$/.test(outcome.code);

/** Whether the database let it through to the table or function, whatever came of it there. */
export function letThrough(outcome: Outcome): boolean {
  if (outcome.kind === "done") return true;
  if (outcome.code.startsWith("PGRST")) throw new Error(`PostgREST did not ask the database: ${outcome.code}`);
  return outcome.code !== notAllowed;
}

/** The same for a write to a table or view. */
export const written = (outcome: Outcome): boolean =>
  letThrough(outcome) && !(outcome.kind === "refused" && outcome.code === notWritable);
