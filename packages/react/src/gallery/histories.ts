import type { SyncRunEvent } from "@sincro/machine";
import { cancelled, history } from "../view/history.fixture.ts";

/** What the run of the scenes went through until it was cancelled. */
export const whole: readonly SyncRunEvent[] = history(cancelled).map((event) => ({
  ...event,
  ...(event.event === "START" || event.event === "CANCEL" ? { actor_kind: "user" as const, actor: "ana@acme.mx" } : {}),
  ...(event.event === "COMMIT" ? { seq: event.n < 5 ? 1 : 2, records: 100, ms: 210 } : {}),
  ...(event.event === "YIELD" ? { detail: { reason: "budget" } } : {}),
}));
const [stopped] = whole.slice(-1);
const tooLate = { seq: 3, records: 100, ms: 180, applied: false, reason: "fenced" } as const;
/** The same, with a batch that came too late. */
export const late = whole.flatMap((event) =>
  event === stopped
    ? [
        { ...event, event: "COMMIT" as const, ...tooLate },
        { ...event, n: event.n + 1 },
      ]
    : [event],
);
/** What it had gone through when it ran. */
export const soFar = whole.slice(0, 6);
