/** One variable that cannot be used, and what is expected of it. The value itself is never repeated: it may be a secret. */
export interface ConfigIssue {
  readonly variable: string;
  readonly expected: string;
}

/** Thrown when the environment cannot be used; `issues` lists every variable that is wrong. */
export class ConfigError extends Error {
  override readonly name = "ConfigError";
  readonly code = "config_invalid";
  readonly issues: readonly ConfigIssue[];

  constructor(issues: readonly ConfigIssue[]) {
    super(issues.map(({ variable, expected }) => `${variable}: ${expected}`).join("; "));
    this.issues = issues;
  }
}

/** Whether a caught value is a {@link ConfigError}. */
export function isConfigError(error: unknown): error is ConfigError {
  return error instanceof ConfigError;
}
