import type { Actor, Answer, Scope, Statement } from "../scenario.ts";

/** What the functions answer of an event. */
interface Told {
  readonly applied: boolean;
  readonly run: { readonly fence: number; readonly commit_seq: number };
}

/** One call of a function that answers JSON. */
const call = (say: string, sql: string, ...values: readonly unknown[]): Statement => ({
  say,
  sql: `select ${sql} as answer`,
  values: values.map((value) => (typeof value === "object" && value !== null ? JSON.stringify(value) : value)),
});

const told = (answer: Answer): Told | undefined => (answer.ok ? (answer.rows[0]?.answer as Told) : undefined);

/** The run that the scope began with: ids are in the order of beginnings. */
const first = "(select id from sync_runs where source = $1 and account = $2 order by id limit 1)";

/** One actor who makes these calls, one after another, whatever is answered. */
const plain = (name: string, statements: (scope: Scope) => readonly Statement[]): Actor => ({
  name,
  *act(scope) {
    yield* statements(scope);
  },
});

const page = (seq: number) => [
  { object: "customer", id: `c${seq}`, data: { page: seq } },
  { object: "customer", id: "both", data: { page: seq } },
];

/** START, with further arguments as SQL. */
export const start = ({ source, account }: Scope, by: string, more = ""): Statement =>
  call(`${by}: start`, `sync_start($1, $2, p_started_by => $3${more})`, source, account, by);

export const send = ({ source, account }: Scope, say: string, event: Record<string, unknown>): Statement =>
  call(say, `sync_send(${first}, $3)`, source, account, event);

const commit = ({ source, account }: Scope, worker: string, fence: number, seq: number): Statement =>
  call(
    `${worker}: commit page ${seq}`,
    `sync_commit(${first}, $3, $4, $5, $6, $7)`,
    source,
    account,
    fence,
    worker,
    seq,
    page(seq),
    { page: seq },
  );

const complete = (scope: Scope, worker: string, fence: number, seq: number) =>
  send(scope, `${worker}: complete`, { type: "COMPLETE", fence, worker, seq });

const cancelRun = ({ source, account }: Scope, by: string) =>
  call(
    `${by}: cancel`,
    "sync_cancel(jsonb_build_object('source', $1::text, 'account', $2::text), $3)",
    source,
    account,
    by,
  );

/** Operators. */
export const starter = (name: string, more = "") => plain(name, (scope) => [start(scope, name, more)]);
export const restarter = (name: string) => starter(name, ", p_on_conflict => 'restart'");
export const resumer = (name: string) => starter(name, `, p_resume_from => ${first}`);
export const canceller = (name: string) => plain(name, (scope) => [cancelRun(scope, name)]);
export const cancelsAll = (name: string) =>
  plain(name, () => [call(`${name}: cancel all`, `sync_cancel('{"all": true}', $1)`, name)]);
export const byHand = (name: string) =>
  plain(name, ({ source }) => [
    {
      say: `${name}: update sync_runs set status = 'cancelled' …`,
      sql: "update sync_runs set status = 'cancelled', completed_at = now(), error_message = 'stop' where source = $1 and status in ('running', 'continuing')",
      values: [source],
    },
  ]);

/** The slice that holds the run from the start on (`before` starts it with `p_worker => 'w1'`): fence 2. */
export const holder = (
  pages: readonly number[],
  then: "complete" | "yield" | "fail" | "beat" | "nothing" = "complete",
) =>
  plain("w1", (scope) => {
    const own = { fence: 2, worker: "w1" };
    const last = pages.at(-1) ?? 0;
    const pagesSent = pages.map((seq) => commit(scope, "w1", 2, seq));
    const ends = {
      complete: () => complete(scope, "w1", 2, last),
      yield: () => send(scope, "w1: yield", { type: "YIELD", ...own, reason: "budget" }),
      fail: () => send(scope, "w1: fail", { type: "FAIL", ...own, error: { code: "x", message: "x" } }),
      beat: () => send(scope, "w1: beat", { type: "BEAT", ...own }),
      nothing: () => undefined,
    };
    return [...pagesSent, ends[then]()].filter((statement) => statement !== undefined);
  });

/** Another copy of a statement of the holder: a network that repeats. */
export const repeats = (name: string, seq: number) => plain(name, (scope) => [commit(scope, "w1", 2, seq)]);

/** A slice that was told to take the scope's first run: claims, and goes on only when it was given it. */
export const claimer = (name: string): Actor => ({
  name,
  *act(scope) {
    const claimed = told(yield send(scope, `${name}: claim`, { type: "CLAIM", worker: name }));
    if (claimed?.applied !== true) return;
    const { fence, commit_seq } = claimed.run;
    const committed = told(yield commit(scope, name, fence, commit_seq + 1));
    if (committed?.applied === true) yield complete(scope, name, fence, commit_seq + 1);
  },
});

/** What runs every thirty seconds; `release`: an operator lets silent runs go. */
export const sweeper = (name = "sweeper", release = false) =>
  plain(name, () => [call(`${name}: sweep`, "sync_sweep($1)", release)]);

/** Code that knows nothing of Sincro, and moves the run that it inserted itself. */
export const olderCode = (name: string) =>
  plain(name, ({ source, account }) => [
    {
      say: `${name}: update … set checkpoint`,
      sql: `update sync_runs set checkpoint = '{"page": 2}', total_fetched = 100 where id = ${first}`,
      values: [source, account],
    },
    {
      say: `${name}: update … set status = 'completed'`,
      sql: `update sync_runs set status = 'completed', completed_at = now() where id = ${first}`,
      values: [source, account],
    },
  ]);
