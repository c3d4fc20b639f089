import type { SyncRunRow } from "@sincro/machine";
import { expect } from "vitest";
import { applied, claimed, page, proof, started } from "../conformance/steps.ts";
import type { RunStore } from "../port.ts";

/** What a write needs besides a sound connection: an account, a group and a request id of its own. */
interface Site {
  readonly store: RunStore;
  readonly account: string;
  readonly groupId: string;
  /** Lets a run's deadline pass. */
  expire(runId: string): Promise<void>;
}

/** One write of the port, and what must be there once it was made. */
export interface Write {
  /** With a place for what broke. */
  readonly title: string;
  /** It writes what is others', too: no two at a time. */
  readonly alone?: true;
  /** Prepares runs of the account; answers the write, to be made over a bad connection. */
  prepare(site: Site): Promise<(store: RunStore) => Promise<unknown>>;
  /** What the caller must be told, `repeated` or not. */
  readonly answer: unknown;
  /** The events of the account's runs, the oldest run first. */
  readonly history: readonly (readonly string[])[];
  /** The newest run's row. Its `version` counts what was written to it. */
  readonly row: Partial<SyncRunRow>;
  /** How many records the account has. */
  readonly records?: number;
}

const source = "stripe";
const records = ["a", "b"].map((id) => ({ object: "customers", id, data: { id } }));
const error = { code: "boom", message: "It broke." };
const hit = [{ from: "running", to: "cancelled", cancelled: true, totalFetched: 0 }];
const cancelled: Partial<SyncRunRow> = { status: "cancelled", fence: 3, ended_by: "ana", version: 3 };

const held = ({ store, account, groupId }: Site) => claimed(store, { source, account, groupId });

/** Every write but the beat, of which two are as good as one. */
export const writes: readonly Write[] = [
  {
    title: "F14 · a start is made once: %s",
    prepare:
      async ({ account }) =>
      (store) =>
        store.start({ source, account }),
    answer: { outcome: "started", run: { status: "running" } },
    history: [["START"]],
    row: { fence: 1, version: 1 },
  },
  {
    title: "F14 · a start that claims is made once: %s",
    prepare:
      async ({ account }) =>
      (store) =>
        store.start({ source, account, worker: "w1" }),
    answer: { outcome: "started", run: { worker: "w1" } },
    history: [["START", "CLAIM"]],
    row: { fence: 2, slice: 1, version: 2 },
  },
  {
    title: "F18 · a restart is made once: %s",
    prepare: async (site) => {
      const { runId } = await held(site);
      return async (store) => {
        const answer = await store.start({ source, account: site.account, onConflict: "restart", startedBy: "ana" });
        return { ...answer, mine: "cancelled" in answer && answer.cancelled.map(({ id }) => id === runId) };
      };
    },
    answer: { outcome: "started", run: { status: "running" }, cancelled: [{ status: "cancelled" }], mine: [true] },
    history: [["START", "CLAIM", "CANCEL"], ["START"]],
    row: { status: "running", fence: 1, version: 1 },
  },
  {
    title: "F7 F17 · a claim is made once: %s",
    prepare: async ({ store, account }) => {
      const { id } = await started(store, { source, account });
      return (broken) => broken.send(id, { type: "CLAIM", worker: "w1" });
    },
    answer: { run: { worker: "w1", fence: 2 } },
    history: [["START", "CLAIM"]],
    row: { worker: "w1", fence: 2, slice: 1, version: 2 },
  },
  {
    title: "F16 F27 F33 · a commit is made once: %s",
    prepare: async (site) => {
      const mine = await held(site);
      return (store) => store.commit(page(mine, 1, { records }));
    },
    answer: { run: { commit_seq: 1, total_fetched: 2 } },
    history: [["START", "CLAIM", "COMMIT"]],
    row: { commit_seq: 1, total_fetched: 2, total_inserted: 2, checkpoint: { page: 1 }, version: 3 },
    records: 2,
  },
  {
    title: "F47 · a push is made once: %s",
    prepare: async ({ store, account }) => {
      await started(store, { source, account });
      return (broken) => broken.push({ source, account, records });
    },
    answer: { updated: 0 },
    history: [["START"]],
    row: { version: 1 },
    records: 2,
  },
  {
    title: "F5 · a yield is made once: %s",
    prepare: async (site) => {
      const mine = await held(site);
      return (store) => store.send(mine.runId, { type: "YIELD", ...proof(mine), reason: "retry", error });
    },
    answer: { run: { status: "continuing" } },
    history: [["START", "CLAIM", "YIELD"]],
    row: { status: "continuing", worker: null, attempts: 1, version: 3 },
  },
  {
    title: "F22 · a complete is made once: %s",
    prepare: async (site) => {
      const mine = await held(site);
      await applied(site.store.commit(page(mine, 1, { records })));
      return (store) => store.send(mine.runId, { type: "COMPLETE", ...proof(mine), seq: 1 });
    },
    answer: { run: { status: "completed" } },
    history: [["START", "CLAIM", "COMMIT", "COMPLETE"]],
    row: { status: "completed", total_fetched: 2, version: 4 },
    records: 2,
  },
  {
    title: "F16 · a mark of what is missing is as good as one: %s",
    prepare: async (site) => {
      const mine = await held(site);
      await applied(site.store.commit(page(mine, 1, { records })));
      return (store) => store.markMissing({ ...mine, objects: ["customers"] });
    },
    answer: { applied: true, reason: null, more: false },
    history: [["START", "CLAIM", "COMMIT"]],
    row: { status: "running", commit_seq: 1, version: 3 },
    records: 2,
  },
  {
    title: "F8 · a fail is made once: %s",
    prepare: async (site) => {
      const mine = await held(site);
      return (store) => store.send(mine.runId, { type: "FAIL", ...proof(mine), error });
    },
    answer: { run: { status: "failed" } },
    history: [["START", "CLAIM", "FAIL"]],
    row: { status: "failed", error_code: "boom", version: 3 },
  },
  {
    title: "F26 · a cancel of a run is made once: %s",
    prepare: async (site) => {
      const { runId } = await held(site);
      return (store) => store.cancel({ runId }, "ana", "enough");
    },
    answer: hit,
    history: [["START", "CLAIM", "CANCEL"]],
    row: cancelled,
  },
  {
    title: "F26 P3 · a cancel of a group is made once: %s",
    prepare: async (site) => {
      await held(site);
      return (store) => store.cancel({ groupId: site.groupId }, "ana");
    },
    answer: hit,
    history: [["START", "CLAIM", "CANCEL"]],
    row: cancelled,
  },
  {
    title: "F26 P3 · a cancel of a source's account is made once: %s",
    prepare: async (site) => {
      await held(site);
      return (store) => store.cancel({ source, account: site.account }, "ana");
    },
    answer: hit,
    history: [["START", "CLAIM", "CANCEL"]],
    row: cancelled,
  },
  {
    title: "F21 · a worker's receipt of its cancel is made once: %s",
    prepare: async (site) => {
      const mine = await held(site);
      await site.store.cancel({ runId: mine.runId }, "ana");
      return (store) => store.send(mine.runId, { type: "STOPPED", ...proof(mine) });
    },
    answer: { run: { status: "cancelled", stopped_at: expect.any(String) } },
    history: [["START", "CLAIM", "CANCEL", "STOPPED"]],
    row: { ...cancelled, version: 4 },
  },
  {
    title: "F1 · a sweep is made once: %s",
    alone: true,
    prepare: async (site) => {
      const { runId } = await held(site);
      await site.expire(runId);
      return async (store) => ({ due: (await store.sweep()).due.filter(({ id }) => id === runId) });
    },
    answer: { due: [{ status: "continuing" }] },
    history: [["START", "CLAIM", "EXPIRE"]],
    row: { status: "continuing", worker: null, fence: 3, silences: 1, version: 3 },
  },
];
