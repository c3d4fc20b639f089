import type { Reason, RunStatus, SyncRunRow } from "@sincro/machine";
import { expect } from "vitest";
import type { CommitRequest, RunStore, SendAnswer, StartRequest } from "../port.ts";

/** The scope that tests use when they need one. */
export const stripe = { source: "stripe", account: "default" } as const;

/** A second and its multiples, in milliseconds. */
export const second = 1_000;
export const minute = 60 * second;
export const hour = 60 * minute;

/** A run that a worker holds. */
export interface Held {
  readonly runId: string;
  readonly fence: number;
  readonly worker: string;
}

/** Starts a run, of {@link stripe} unless told otherwise. */
export async function started(store: RunStore, request: Partial<StartRequest> = {}): Promise<SyncRunRow> {
  const answer = await store.start({ ...stripe, ...request });
  expect(answer.outcome).toBe("started");
  return (answer as { readonly run: SyncRunRow }).run;
}

/** The run of an event that must be applied. */
export async function applied<T extends SendAnswer>(answer: Promise<T>): Promise<SyncRunRow> {
  const { reason, run } = await answer;
  expect(reason).toBeNull();
  return run as SyncRunRow;
}

/** What an event was answered, in a word. */
export async function word(answer: Promise<SendAnswer>): Promise<Reason | "applied"> {
  const { applied: yes, reason } = await answer;
  expect(yes).toBe(reason === null);
  return reason ?? "applied";
}

/** Claims a run. */
export async function claim(store: RunStore, runId: string, worker = "w1"): Promise<Held> {
  const run = await applied(store.send(runId, { type: "CLAIM", worker }));
  return { runId, fence: run.fence, worker };
}

/** Starts a run and claims it. */
export async function claimed(store: RunStore, request: Partial<StartRequest> = {}, worker = "w1"): Promise<Held> {
  return claim(store, (await started(store, request)).id, worker);
}

/** The row of a run that is there. */
export async function row(store: RunStore, runId: string): Promise<SyncRunRow> {
  const run = await store.get(runId);
  expect(run).not.toBeNull();
  return run as SyncRunRow;
}

/** A page with a cursor of its own. */
export function page({ runId, fence, worker }: Held, seq: number, more: Partial<CommitRequest> = {}): CommitRequest {
  return { runId, fence, worker, seq, records: [], checkpoint: { page: seq }, ...more };
}

/** What a worker proves itself by. */
export const proof = ({ fence, worker }: Held) => ({ fence, worker });

/** Milliseconds between two moments of rows. */
export function gap(from: string | null, to: string | null): number {
  return Date.parse(to ?? "") - Date.parse(from ?? "");
}

/** Brings a held run to an ending. */
export async function endAs(store: RunStore, held: Held, status: RunStatus): Promise<SyncRunRow> {
  const { runId } = held;
  const { commit_seq: seq } = await row(store, runId);
  if (status === "completed") await applied(store.send(runId, { type: "COMPLETE", ...proof(held), seq }));
  if (status === "failed") {
    await applied(store.send(runId, { type: "FAIL", ...proof(held), error: { code: "boom", message: "It broke." } }));
  }
  if (status === "cancelled") await store.cancel({ runId }, "ana", "enough");
  const ended = await row(store, runId);
  expect(ended.status).toBe(status);
  return ended;
}
