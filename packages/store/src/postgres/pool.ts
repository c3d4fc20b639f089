/** What an adapter needs of a `pg.Pool`; a `pg.Client` has it too. */
export interface Queryable {
  query(query: {
    readonly text: string;
    readonly values: unknown[];
    readonly query_timeout?: number;
  }): Promise<{ readonly rows: readonly unknown[] }>;
}
