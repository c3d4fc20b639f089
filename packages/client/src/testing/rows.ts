import { applyEvent, type SyncRunRow } from "@sincro/machine";

/** A run that has just been started, as the machine makes it. */
export function startedRun(id: string = crypto.randomUUID()): SyncRunRow {
  const at = "2026-11-24T10:00:00.000Z";
  const outcome = applyEvent(null, { type: "START", id, source: "stripe", account: "default", mode: "7d", at });
  if (outcome.kind === "refused") throw new Error(outcome.reason);
  return outcome.run;
}
