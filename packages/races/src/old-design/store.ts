import { isActive, type SyncRunRow } from "@sincro/machine";
import type { CancelFilter, CommitAnswer, RunStore, Scope, SendAnswer, StartAnswer } from "@sincro/store";
import type { Answer, Statement } from "../explorer/scenario.ts";
import { cancel, cleanUp, type Which } from "./control.ts";
import { forceRestart, type OldStart, resume, start } from "./start.ts";
import type { Talk } from "./talk.ts";
import { look, writePage, writeStatus } from "./work.ts";

/** How the old design reaches its database: each statement is a request of its own. */
export type Send = (statement: Statement) => Promise<Answer>;

async function drive<T>(talk: Talk<T>, send: Send): Promise<T> {
  let step = talk.next();
  while (!step.done) step = talk.next(await send(step.value));
  return step.value;
}

function which(filter: CancelFilter): Which {
  if ("runId" in filter) return { where: "id = $1", values: [filter.runId] };
  if ("groupId" in filter) return { where: "group_id = $1", values: [filter.groupId] };
  if ("all" in filter) return { where: "true", values: [] };
  const { source, account } = filter;
  return account === undefined
    ? { where: "source = $1", values: [source] }
    : { where: "source = $1 and account = $2", values: [source, account] };
}

const told = ({ outcome, run }: OldStart): StartAnswer =>
  outcome === "started" ? { outcome, run, repeated: false, cancelled: [] } : { outcome, run };

const applied = (run: SyncRunRow) => ({ applied: true, reason: null, run }) as const;

/** What a worker finds when it looks at its run: where to go on, or that it is over. */
async function found(id: string, send: Send): Promise<SendAnswer> {
  const run = await drive(look(id), send);
  if (run === undefined) return { applied: false, reason: "not_found", run: null };
  if (!isActive(run.status)) return { applied: false, reason: "terminal", run };
  return applied({ ...run, commit_seq: (run.checkpoint as { page?: number } | null)?.page ?? 0 });
}

/**
 * The old design behind the store's port: what its functions did, asked for in today's words. It knows neither
 * request ids nor fences nor sequence numbers, and so it ignores them. Reading is today's, the tables being the same.
 *
 * @param reads a store on the same database
 * @param scope whose runs its clean-up takes
 */
export function oldStore(send: Send, reads: RunStore, scope: Scope): RunStore {
  return {
    ...reads,
    start: async ({ source, account = "default", onConflict, resumeFrom }) => {
      if (resumeFrom !== undefined) return told(await drive(resume(resumeFrom), send));
      const wanted = { source, account };
      return told(await drive(onConflict === "restart" ? forceRestart(wanted) : start(wanted), send));
    },
    send: async (id, event) => {
      switch (event.type) {
        case "YIELD":
          return applied(await drive(writeStatus(id, "continuing"), send));
        case "COMPLETE":
          return applied(await drive(writeStatus(id, "completed"), send));
        case "FAIL":
          return applied(await drive(writeStatus(id, "failed", event.error.message), send));
        case "CANCEL":
          await drive(cancel({ where: "id = $1", values: [id] }, event.reason), send);
          return await found(id, send);
        default:
          // It had neither claims nor beats nor receipts: a worker that was called began by reading its run.
          return await found(id, send);
      }
    },
    commit: async ({ runId, records, checkpoint }): Promise<CommitAnswer> => {
      const answer = await found(runId, send);
      if (!answer.applied) return { ...answer, inserted: 0, updated: 0, unchanged: 0 };
      const run = await drive(writePage(answer.run, { records, checkpoint }), send);
      return { ...applied(run), inserted: records.length, updated: 0, unchanged: 0 };
    },
    cancel: async (filter, _actor, reason) =>
      (await drive(cancel(which(filter), reason), send)).map((run) => ({
        runId: run.id,
        source: run.source,
        account: run.account,
        from: "running",
        to: run.status,
        cancelled: true,
        totalFetched: run.total_fetched,
      })),
    sweep: async () => ({ expired: [], released: await drive(cleanUp(scope), send), due: [] }),
  };
}
