/**
 * Thrown by `run.commit` and `run.yield`, and the reason of `run.signal`, when the slice is over and the run goes on
 * without it: let it pass. Catching it does no harm, for the slice stays over and nothing more can be committed.
 */
export class SliceEnded extends Error {
  override readonly name: string = "SliceEnded";
  readonly code: "slice_ended" | "fenced" = "slice_ended";
}

/** As {@link SliceEnded}, when the right to write was taken away: the run was cancelled, restarted or expired. */
export class Fenced extends SliceEnded {
  override readonly name = "Fenced";
  override readonly code = "fenced";
}

/** Whether a caught value is a {@link SliceEnded} (or a {@link Fenced}). */
export function isSliceEnded(error: unknown): error is SliceEnded {
  return error instanceof SliceEnded;
}
