import type { SyncRunRow } from "@sincro/machine";
import type { RunStore, SendableEvent, StartAnswer, StartRequest } from "@sincro/store";
import type { RunNames } from "../old-design/names.ts";
import { runInWords } from "../old-design/said.ts";
import type { Right, Wire } from "./wire.ts";

const startWords = ({ onConflict, resumeFrom }: StartRequest): string => {
  if (resumeFrom !== undefined) return "resumes";
  return { restart: "restarts", attach: "starts or attaches", reject: "starts" }[onConflict ?? "reject"];
};

const eventWords = (event: SendableEvent): string =>
  ({ CLAIM: "claims", BEAT: "beats", YIELD: "yields", COMPLETE: "completes", FAIL: "fails", CANCEL: "cancels" })[
    event.type as string
  ] ?? "lets go";

/** A receipt is for the last holder of a run that is over; what else names a fence is for who holds it now. */
const rightOf = (runId: string, event: SendableEvent): Right | undefined =>
  "fence" in event && event.type !== "STOPPED" ? { runId, fence: event.fence, worker: event.worker } : undefined;

/** A store whose every call goes through the wire, the reads too. */
export function wiredStore(store: RunStore, wire: Wire, names: RunNames): RunStore {
  const run = (row: SyncRunRow | null) => (row === null ? "no run" : runInWords(row, names));
  const started = (answer: StartAnswer) =>
    answer.outcome === "refused" ? `refused, ${answer.reason}` : `${answer.outcome}: ${run(answer.run)}`;
  const sent = (answer: { reason: string | null; run: SyncRunRow | null }) =>
    answer.reason === null ? run(answer.run) : `${answer.reason}: ${run(answer.run)}`;
  const each = (runs: readonly SyncRunRow[]) => runs.map(run).join("; ") || "nothing";
  return {
    ...store,
    start: (request) => wire({ does: startWords(request), ask: () => store.start(request), said: started }),
    send: (id, event) =>
      wire({ does: eventWords(event), ask: () => store.send(id, event), said: sent, right: rightOf(id, event) }),
    commit: (page) =>
      wire({ does: `commits page ${page.seq}`, ask: () => store.commit(page), said: sent, right: page }),
    cancel: (filter, actor, reason) =>
      wire({
        does: "cancels",
        ask: () => store.cancel(filter, actor, reason),
        said: (receipt) =>
          receipt.map(({ runId, from, to }) => `${names.of(runId)}: ${from} to ${to}`).join("; ") || "nothing",
      }),
    sweep: (release) =>
      wire({
        does: release ? "sweeps and releases" : "sweeps",
        ask: () => store.sweep(release),
        said: ({ expired, released }) => each([...expired, ...released]),
      }),
    list: (request) => wire({ does: "looks for runs", ask: () => store.list(request), said: ({ runs }) => each(runs) }),
  };
}
