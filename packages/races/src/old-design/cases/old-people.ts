import { createHash } from "node:crypto";
import type { Actor, Scope, Statement } from "../../explorer/scenario.ts";
import { cancel, cleanUp } from "../control.ts";
import { forceRestart, lookForActive, resume, start } from "../start.ts";
import type { Talk } from "../talk.ts";
import { look, writePage, writeStatus } from "../work.ts";

/** The id of the run that the scope begins with: workers know it from the call that started them. */
function firstRun({ source }: Scope): string {
  return createHash("sha256")
    .update(source)
    .digest("hex")
    .slice(0, 32)
    .replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
}

/** A run that was started some hours ago and has just written its last page. */
export const begun =
  ({ hours = 0, status = "running" } = {}) =>
  (scope: Scope): readonly Statement[] => [
    {
      say: "a run was started",
      sql: `insert into sync_runs (id, source, account, status, started_at, updated_at)
        values ($1, $2, $3, $4, sync_now() - $5 * interval '1 hour', sync_now())`,
      values: [firstRun(scope), scope.source, scope.account, status, hours],
    },
  ];

const fifty = (page: number) =>
  Array.from({ length: 50 }, (_, index) => ({ object: "customer", id: `${page}-${index}`, data: { page } }));

const actor = (name: string, talk: (scope: Scope) => Talk<unknown>): Actor => ({
  name,
  *act(scope) {
    yield* talk(scope);
  },
});

/** One continuation: it carries the number of its page, reads its run, writes. */
function* slice(id: string, page: number): Talk<void> {
  const run = yield* look(id);
  if (run === undefined || (run.status !== "running" && run.status !== "continuing")) return;
  yield* writePage(run, { records: fifty(page), checkpoint: { page }, say: `page ${page}` });
}

export const starter = (name: string) => actor(name, start);
export const forceRestarter = (name: string) => actor(name, forceRestart);
export const canceller = (name: string) =>
  actor(name, (scope) => cancel({ where: "id = $1", values: [firstRun(scope)] }));
export const sweeper = () => actor("sweeper", cleanUp);
export const worker = (name: string, page: number) => actor(name, (scope) => slice(firstRun(scope), page));

/** A worker that has had the last page: it completes. */
export const completer = (name: string) =>
  actor(name, function* (scope) {
    const run = yield* look(firstRun(scope));
    if (run?.status === "running") yield* writeStatus(run.id, "completed");
  });

/** Whoever resumes gets a worker, which goes on with the page after the last. */
export const resumer = (name: string, page: number) =>
  actor(name, function* (scope) {
    const { outcome, run } = yield* resume(firstRun(scope));
    if (outcome === "started") yield* slice(run.id, page);
  });

/** Sees a run on the page and clicks on cancel, which the old button sent for the source. */
export const clicker = (name: string) =>
  actor(name, function* (scope) {
    const seen = yield* lookForActive(scope);
    if (seen === undefined) return;
    yield* cancel({ where: "source = $1 and account = $2", values: [scope.source, scope.account] }, seen.id);
  });
