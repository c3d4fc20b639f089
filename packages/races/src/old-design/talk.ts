import type { SyncRunRow } from "@sincro/machine";
import { syncRunRow } from "@sincro/machine/schema";
import type { Answer, Statement } from "../explorer/scenario.ts";

/** Some statements, one after another, and what came of them; whoever drives it decides when each is sent. */
export type Talk<T> = Generator<Statement, T, Answer>;

/** What the statements of the old design answer of a run: its row, as the column `run`. */
export const asRun = (alias: string) => `to_jsonb(${alias}) as run`;

/** Sends a statement and answers its rows. An error ends the talk: the old code did not go on after one. */
export function* rows(statement: Statement): Talk<readonly Record<string, unknown>[]> {
  const answer = yield statement;
  if (!answer.ok) throw new Error(`${answer.code}: ${answer.message}`);
  return answer.rows;
}

/** Sends a statement and answers the runs that it found or wrote. */
export function* runs(statement: Statement): Talk<readonly SyncRunRow[]> {
  return (yield* rows(statement)).map(({ run }) => syncRunRow.parse(run));
}
