import { looking } from "../../cli/src/e2e/truth.fixture.ts";

/** A run whose worker is the test itself, by the protocol's own functions. */
export interface OwnRun {
  readonly id: string;
  /** Saves a page of so many new records; `total` is what its provider says there are in all. */
  commit(records: number, total?: number): Promise<void>;
  /** Ends the run, or says that it goes on later. */
  send(event: Readonly<Record<string, unknown>>): Promise<void>;
}

/** Starts a run of a source in somebody's name, and holds it. */
export async function ownRun(url: string, source: string, startedBy = "ana"): Promise<OwnRun> {
  const worker = "own";
  const ask = (text: string, values: readonly unknown[]) =>
    looking(url, async (client) => (await client.query<{ answer: unknown }>(text, [...values])).rows[0]?.answer);
  const started = await ask("select sync_start($1, p_worker => $2, p_started_by => $3) as answer", [
    source,
    worker,
    startedBy,
  ]);
  const { run } = started as { run: { id: string; fence: number } };
  const applied = (answer: unknown) => {
    if ((answer as { applied: boolean }).applied !== true) throw new Error(`refused: ${JSON.stringify(answer)}`);
  };
  let seq = 0;
  let made = 0;
  return {
    id: run.id,
    commit: async (records, total) => {
      const page = Array.from({ length: records }, (_, n) => ({ object: "thing", id: `t${made + n}`, data: { n } }));
      made += records;
      seq += 1;
      const values = [run.id, run.fence, worker, seq, JSON.stringify(page), JSON.stringify(made), total ?? null];
      applied(await ask("select sync_commit($1, $2, $3, $4, $5, $6, $7) as answer", values));
    },
    send: async (event) => {
      const sent = { fence: run.fence, worker, ...(event.type === "COMPLETE" && { seq }), ...event };
      applied(await ask("select sync_send($1, $2) as answer", [run.id, JSON.stringify(sent)]));
    },
  };
}
