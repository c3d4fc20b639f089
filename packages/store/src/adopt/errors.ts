import type { Problem } from "./saying.ts";

/** The table is not one that can be adopted; nothing was changed. `problems` says what to do first. */
export class AdoptRefused extends Error {
  override readonly name = "AdoptRefused";
  readonly code = "adopt_refused" as const;
  readonly problems: readonly Problem[];

  constructor(problems: readonly Problem[]) {
    super(`public.sync_runs cannot be adopted: ${problems.map(({ kind }) => kind).join(", ")}`);
    this.problems = problems;
  }
}

/** A statement of the adoption failed; everything is as it was. `cause` is PostgreSQL's own error. */
export class AdoptFailed extends Error {
  override readonly name = "AdoptFailed";
  readonly code = "adopt_failed" as const;
  /** Whether others held the table for so long that it was given up: asked again at a calmer time it may work. */
  readonly isBusy: boolean;

  constructor(cause: Error, isBusy: boolean) {
    super(cause.message, { cause });
    this.isBusy = isBusy;
  }
}

/** Whether a caught value is an {@link AdoptRefused}. */
export function isAdoptRefused(error: unknown): error is AdoptRefused {
  return error instanceof AdoptRefused;
}

/** Whether a caught value is an {@link AdoptFailed}. */
export function isAdoptFailed(error: unknown): error is AdoptFailed {
  return error instanceof AdoptFailed;
}
