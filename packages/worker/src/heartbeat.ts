import { within } from "./clock.ts";
import { failureOf } from "./failure.ts";
import { noAnswer } from "./persist.ts";
import type { Slice } from "./slice.ts";

/**
 * Says once that the worker is alive. Refused: the run was taken away. Not answered although the lease is over: the
 * worker cannot know any more, and lets go. Beats may overlap, so one that hangs does not silence the next.
 */
export async function beat(slice: Slice): Promise<void> {
  const { clock, secrets, onFault } = slice.tools;
  const sentAt = clock.now();
  try {
    const sent = slice.store.send(slice.row.id, { type: "BEAT", ...slice.hold });
    const answer = await within(clock, slice.claim.policy.leaseMs, sent, noAnswer);
    if (slice.ending === undefined && !slice.take(answer, sentAt)) slice.end({ kind: "fenced" });
  } catch (error) {
    onFault?.(error);
    if (clock.now() >= slice.heldUntil) slice.end({ kind: "lost", error: failureOf(error, secrets) });
  }
}

/** Beats from a timer, whatever the pages do. The answer stops it. */
export function startHeart(slice: Slice): () => void {
  let stop = () => {};
  const next = () => {
    stop = slice.tools.clock.after(slice.claim.policy.beatMs, () => {
      next();
      void beat(slice);
    });
  };
  next();
  return () => stop();
}
