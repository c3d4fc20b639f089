/** The digits by which Supabase knows a migration: the moment in UTC, e.g. `20261127171500`. */
function digitsOf(moment: Date): string {
  return moment.toISOString().replace(/\D/g, "").slice(0, 14);
}

/** The moment that such digits say; undefined when they say none. */
function momentOf(digits: string): Date | undefined {
  const [, ...parts] = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)$/.exec(digits) ?? [];
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = parts.map(Number);
  const moment = new Date(Date.UTC(year, month - 1, day, hour, minute, second));
  return digitsOf(moment) === digits ? moment : undefined;
}

/** The digits of a project's newest migration, by the order in which Supabase's command line has them. */
export function newestOf(names: readonly string[]): string | undefined {
  const digits = names.flatMap((name) => /^(\d+)_.*\.sql$/.exec(name)?.[1] ?? []);
  return digits.sort().at(-1);
}

/** The digits of a migration that is newer than the newest, or why there are none. */
export type Next =
  | { readonly kind: "now"; readonly digits: string }
  /** The newest is ahead of this clock: a second after it. */
  | { readonly kind: "ahead"; readonly digits: string }
  /** The newest sorts after every moment that is to come, and says none itself. */
  | { readonly kind: "no-moment"; readonly newest: string };

/**
 * The digits of the next migration: of now, unless the newest is of now or ahead of this clock. `db push` refuses a
 * migration that is older than the newest that the database has.
 */
export function nextAfter(newest: string | undefined, now: Date): Next {
  const digits = digitsOf(now);
  if (newest === undefined || newest < digits) return { kind: "now", digits };
  const moment = momentOf(newest);
  if (moment === undefined) return { kind: "no-moment", newest };
  return { kind: "ahead", digits: digitsOf(new Date(moment.getTime() + 1_000)) };
}
