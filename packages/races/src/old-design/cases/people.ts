import type { Actor, Answer, Scope, Statement } from "../../explorer/scenario.ts";

type Acting = Generator<Statement, Told | undefined, Answer>;

/** What today's functions answer, as far as these people look. */
interface Told {
  readonly outcome?: string;
  readonly applied?: boolean;
  readonly run: { readonly id: string; readonly fence: number };
}

/** Whose page it is. */
interface Hold {
  readonly worker: string;
  readonly fence: number;
}

/** The run that the scope begins with. */
const first = "(select id from sync_runs where source = $1 and account = $2 order by started_at, id limit 1)";

const call = (say: string, sql: string, { source, account }: Scope, ...more: readonly unknown[]): Statement => ({
  say,
  sql: `select ${sql} as answer, $1::text as source, $2::text as account`,
  values: [source, account, ...more.map((value) => (typeof value === "object" ? JSON.stringify(value) : value))],
});

const actor = (name: string, act: (scope: Scope) => Generator<Statement, unknown, Answer>): Actor => ({
  name,
  *act(scope) {
    yield* act(scope);
  },
});

function* ask(statement: Statement): Acting {
  const answer = yield statement;
  return answer.ok ? (answer.rows[0]?.answer as Told) : undefined;
}

const start = (scope: Scope, by: string, more = "") =>
  call("starts", `sync_start($1, $2, p_started_by => $3${more})`, scope, by);

const send = (scope: Scope, event: { readonly type: string } & Record<string, unknown>) =>
  call(event.type, `sync_send(${first}, $3)`, scope, event);

const commit = (scope: Scope, { worker, fence }: Hold, page: number, seq = page, id = first) => {
  const records = Array.from({ length: 50 }, (_, index) => {
    return { object: "customer", id: `${page}-${index}`, data: { page } };
  });
  return call(
    `commits page ${page}`,
    `sync_commit(${id}, $3, $4, $5, $6, $7)`,
    scope,
    ...[fence, worker, seq, records, { page }],
  );
};

/** A run that waits for a worker. */
export const waiting = (scope: Scope) => [start(scope, "before")];

/** A run that worker 1 holds, under fence 2. */
export const held = (scope: Scope) => [start(scope, "before", ", p_worker => 'worker 1'")];

/** The same after four hours: it committed, waited for its next slice, and worker 1 has just claimed it, fence 3. */
export const heldForHours = (scope: Scope) => [
  call("four hours ago", "set_config('sincro.clock_offset', '-14400000', false)", scope),
  start(scope, "before", ", p_worker => 'worker 0'"),
  commit(scope, { worker: "worker 0", fence: 2 }, 1),
  send(scope, { type: "YIELD", worker: "worker 0", fence: 2, reason: "budget" }),
  call("now", "set_config('sincro.clock_offset', '0', false)", scope),
  send(scope, { type: "CLAIM", worker: "worker 1" }),
];

/** A run that failed after its first page. */
export const failed = (scope: Scope) => [
  start(scope, "before", ", p_worker => 'worker 0'"),
  commit(scope, { worker: "worker 0", fence: 2 }, 1),
  send(scope, { type: "FAIL", worker: "worker 0", fence: 2, error: { code: "boom", message: "It broke." } }),
];

export const starter = (name: string) =>
  actor(name, function* (scope) {
    yield start(scope, name);
  });

export const restarter = (name: string) =>
  actor(name, function* (scope) {
    yield start(scope, name, ", p_on_conflict => 'restart'");
  });

export const canceller = (name: string) =>
  actor(name, function* (scope) {
    yield call("cancels", `sync_cancel(jsonb_build_object('runId', ${first}), $3)`, scope, name);
  });

export const sweeper = () =>
  actor("sweeper", function* (scope) {
    yield call("sweeps", "sync_sweep()", scope);
  });

/** The holder of the run from the beginning on, with a page. */
export const worker = (name: string, page: number, fence = 2) =>
  actor(name, function* (scope) {
    yield commit(scope, { worker: name, fence }, page);
  });

/** The holder, which has had the last page. */
export const completer = (name: string, fence = 2, seq = 0) =>
  actor(name, function* (scope) {
    yield send(scope, { type: "COMPLETE", worker: name, fence, seq });
  });

/** A worker that is called: it claims, and commits its page if the run is its own. */
export const called = (name: string, page: number) =>
  actor(name, function* (scope) {
    const claim = yield* ask(send(scope, { type: "CLAIM", worker: name }));
    if (claim?.applied) yield commit(scope, { worker: name, fence: claim.run.fence }, page);
  });

/** Whoever resumes and gets a run works on it: the page after the last. */
export const resumer = (name: string, page: number) =>
  actor(name, function* (scope) {
    const answer = yield* ask(start(scope, name, `, p_resume_from => ${first}, p_worker => $3`));
    if (answer?.outcome !== "started") return;
    yield commit(scope, { worker: name, fence: 2 }, page, 1, `'${answer.run.id}'::uuid`);
  });

/** Sees a run on the page and clicks on cancel, which names that run. */
export const clicker = (name: string) =>
  actor(name, function* (scope) {
    const look =
      "(select to_jsonb(r) from sync_runs r where source = $1 and account = $2 and status in ('running', 'continuing'))";
    const answer = yield call("looks for an active run", look, scope);
    const seen = answer.ok ? (answer.rows[0]?.answer as { id: string } | null) : null;
    if (seen) yield call("cancels", "sync_cancel($4, $3, $5)", scope, name, { runId: seen.id }, seen.id);
  });
