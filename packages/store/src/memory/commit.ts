import { applyEvent, type CommitEvent } from "@sincro/machine";
import type { CommitAnswer, CommitRequest } from "../port.ts";
import { commitShape } from "../shapes.ts";
import { answerOf } from "./answer.ts";
import { sinceEver } from "./missing.ts";
import { recordRow, upsert } from "./records.ts";
import { step } from "./step.ts";
import { recordKey, type Tables } from "./tables.ts";

const none = { inserted: 0, updated: 0, unchanged: 0 };

/** Commits a page as one unit: its records, its counts and its cursor, or nothing of it. */
export function commit(tables: Tables, request: CommitRequest): CommitAnswer {
  const run = tables.runs.get(request.runId.toLowerCase()) ?? null;
  const page = commitShape.safeParse(request);
  if (!page.success) return { applied: false, reason: "invalid", run: null, ...none };
  const { fence, worker, seq, records, checkpoint, total } = page.data;
  const at = tables.now();
  const event: CommitEvent = {
    type: "COMMIT",
    fence,
    worker,
    seq,
    checkpoint,
    fetched: records.length,
    total,
    ...none,
  };
  if (run === null || applyEvent(run, { ...event, at }, tables.policy).kind === "refused") {
    return { ...answerOf(step(tables, run, { ...event, at })), ...none };
  }
  const by = { source: run.source, account: run.account, run_id: run.id, synced_at: at };
  const rows = records.map((record) => recordRow(record, by));
  const { written, ...counts } = upsert(tables.records, rows);
  if (!run.dry_run) for (const [key, record] of written) tables.records.set(key, record);
  if (sinceEver(run)) {
    const pages = tables.seen.get(run.id) ?? new Map<number, readonly string[]>();
    tables.seen.set(run.id, pages.set(seq, rows.map(recordKey)));
  }
  return { ...answerOf(step(tables, run, { ...event, ...counts, at })), ...counts };
}
