/** Exit codes that scripts can use. */
export const exitCodes = { done: 0, failed: 1, usage: 2, conflict: 3 } as const;
/** An exit code of {@link exitCodes}. */
export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

/** The command was written in a way that cannot be carried out. */
export class UsageError extends Error {
  override readonly name = "UsageError";
  readonly code = "usage";
}
