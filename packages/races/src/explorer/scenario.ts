/** The scope that one schedule plays in: fresh for each, so that thousands share a database. */
export interface Scope {
  readonly source: string;
  readonly account: string;
}

/** One SQL statement that an actor sends. `say` is what an operator reads in a timeline: "worker: commit page 1". */
export interface Statement {
  readonly say: string;
  readonly sql: string;
  readonly values?: readonly unknown[];
}

/** What the database said. A refusal is an answer of the function; an error is one of the server. */
export type Answer =
  | { readonly ok: true; readonly rows: readonly Record<string, unknown>[] }
  | { readonly ok: false; readonly code: string; readonly message: string };

/**
 * Somebody with a session of their own: operator, worker, sweeper. A generator, so that whoever plays the schedule
 * decides when the next statement is sent; what it does next may depend on the answers, as in life.
 */
export interface Actor {
  readonly name: string;
  act(scope: Scope): Generator<Statement, void, Answer>;
}

/** Some actors in one scope, and what happened before they met. */
export interface Scenario {
  readonly name: string;
  /** Sent one after another, by nobody in particular, before the actors begin. */
  readonly before?: (scope: Scope) => readonly Statement[];
  readonly actors: readonly Actor[];
}

/** A promise that did not hold, with what shows it. */
export interface Violation {
  readonly invariant: string;
  readonly detail: string;
}
