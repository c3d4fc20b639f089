/** What PostgREST, a gateway before it, or the network said was wrong. */
export interface SupabaseFault {
  /** A SQLSTATE or PostgREST's own `PGRST…`; empty or missing where neither of them was reached. */
  readonly code?: string | null | undefined;
  readonly details?: string | null | undefined;
}

/** What a call came to. */
export interface SupabaseAnswer {
  readonly data: unknown;
  readonly error: SupabaseFault | null;
  /** Of HTTP; 0 when there was no answer. */
  readonly status: number;
  readonly count?: number | null | undefined;
}

/** A call that is sent when it is awaited. */
export interface SupabaseCall extends PromiseLike<SupabaseAnswer> {
  abortSignal(signal: AbortSignal): PromiseLike<SupabaseAnswer>;
  /** Since supabase-js 2.102. */
  retry?(enabled: boolean): unknown;
}

/** A read that is sent when it is awaited. */
export interface SupabaseSelect extends SupabaseCall {
  eq(column: string, value: unknown): SupabaseSelect;
  gt(column: string, value: unknown): SupabaseSelect;
  gte(column: string, value: unknown): SupabaseSelect;
  in(column: string, values: readonly unknown[]): SupabaseSelect;
  or(filters: string): SupabaseSelect;
  order(column: string, options: { ascending: boolean }): SupabaseSelect;
  limit(count: number): SupabaseSelect;
}

/** What the adapter calls of a client. */
export interface SupabaseCalls {
  rpc(name: string, args: object): SupabaseCall;
  from(table: string): { select(columns: string, options?: { count: "exact" }): SupabaseSelect };
}

/**
 * A client: supabase-js's, its `client.schema("public")`, or postgrest-js's, whatever tables it was typed with. A shape
 * and not their class, so that the adapter brings no version of theirs along and runs wherever the caller's client does.
 */
export interface SupabaseLike {
  rpc(name: never, args: never): unknown;
  from(table: never): unknown;
}

/** Their types follow the project's tables, of which they know nothing here: what is called is in {@link SupabaseCalls}. */
export function callsOf(client: SupabaseLike): SupabaseCalls {
  return client as unknown as SupabaseCalls;
}
