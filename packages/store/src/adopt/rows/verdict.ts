import type { RunStatus } from "@sincro/machine";
import type { Note } from "./older-row.ts";

/** What an older status means; `active` is decided by the signs of life of all runs of the scope. */
interface Meaning {
  readonly status: RunStatus | "active";
  readonly note: Note | null;
}

const meanings: Readonly<Record<string, Meaning>> = {
  running: { status: "active", note: null },
  continuing: { status: "active", note: null },
  completing: { status: "active", note: null },
  completed: { status: "completed", note: null },
  completed_with_errors: { status: "completed", note: "with_errors" },
  completed_with_timeout: { status: "failed", note: "timed_out" },
  failed: { status: "failed", note: null },
  error: { status: "failed", note: null },
  paused: { status: "failed", note: "paused" },
  partial: { status: "failed", note: "partial" },
  cancelled: { status: "cancelled", note: null },
  canceled: { status: "cancelled", note: null },
  stale: { status: "stale", note: null },
};

/** The older statuses of runs that may still be at work. */
export const activeWords = Object.keys(meanings).filter((word) => meanings[word]?.status === "active");

/** What an older status means, however it is spelled; one that nobody knows is a failure. */
export function meaningOf(status: string | null): Meaning {
  const word = status?.trim().toLowerCase() ?? "";
  const meaning = Object.hasOwn(meanings, word) ? meanings[word] : undefined;
  return meaning ?? { status: "failed", note: "unknown_status" };
}
