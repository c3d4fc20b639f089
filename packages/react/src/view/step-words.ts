import { type Json, type SyncRunEvent, statuses } from "@sincro/machine";
import { sentenceOf } from "../texts/sentence.ts";
import { own } from "./own.ts";
import type { Phase } from "./phase.ts";
import { type Words, whoIs } from "./words.ts";

type Detail = Readonly<Record<string, Json>>;

function detailOf({ detail }: SyncRunEvent): Detail {
  return typeof detail === "object" && detail !== null && !Array.isArray(detail) ? (detail as Detail) : {};
}

function errorOf({ error }: Detail): string | null {
  return typeof error === "object" && error !== null && "code" in error ? String(error.code) : null;
}

/** Why a step was taken, or refused, as far as the history says; empty when there is nothing to add. */
export function reasonOf(event: SyncRunEvent, { t }: Words): string {
  const detail = detailOf(event);
  const reason = typeof detail.reason === "string" ? detail.reason : null;
  const code = errorOf(detail);
  if (!event.applied) return own(t.steps.refused, event.reason ?? "") ?? event.reason ?? "";
  if (code !== null) return sentenceOf(code, t);
  switch (event.event) {
    case "START":
      return detail.resumedFrom ? t.steps.resumed : (own(t.sync.range, String(detail.mode)) ?? "");
    case "COMMIT":
      return event.records === null ? "" : t.card.records(event.records);
    case "YIELD":
      return own(t.steps.yield, reason ?? "") ?? reason ?? "";
    case "EXPIRE":
      return t.state.silent;
    default:
      return reason ?? "";
  }
}

/** Who took a step. */
export function actorOf(event: SyncRunEvent, words: Words): string {
  return event.actor_kind === "worker" ? words.t.who.worker : whoIs(event.actor, words);
}

/** How a state of the history looks on a badge. */
export function phaseFor(status: string): Phase {
  const known = statuses.find((name) => name === status);
  if (known === undefined) return { kind: "unknown", status };
  return known === "continuing" ? { kind: known, at: null } : { kind: known };
}

/** How long a step took; below a second to the millisecond. */
export function tookOf(ms: number | null, { format }: Words): string {
  if (ms === null) return "";
  return ms < 1_000 ? `${format.number(Math.round(ms))} ms` : format.duration(ms);
}

/** The cursor that a batch left, as its source wrote it; empty when it left none. */
export function cursorOf(event: SyncRunEvent): string {
  const { checkpoint } = detailOf(event);
  return checkpoint === undefined || checkpoint === null ? "" : JSON.stringify(checkpoint);
}
