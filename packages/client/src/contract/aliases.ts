/** Keys by which a browser used to drive pages, and lost the run with its tab. */
const pageKeys = /^(page|cursor|nextCursor|syncRunId|start(ing)?_?after.*)$/i;

/** Whether a key once let the caller drive the pages. */
export function isPageKey(key: string): boolean {
  return pageKeys.test(key);
}

/** A body in today's words: which older keys it used, and what each of today's keys was called. */
export interface Modern {
  readonly body: Readonly<Record<string, unknown>>;
  readonly deprecated: readonly string[];
  /** Today's key → the older one that the caller wrote, so that errors speak the caller's words. */
  readonly written: Readonly<Record<string, string>>;
  /** Older keys that cannot be honoured, and why. */
  readonly problems: readonly { readonly key: string; readonly message: string }[];
}

type Translation =
  | { readonly keys: Readonly<Record<string, unknown>> }
  /** Today's contract does this anyway. */
  | { readonly keys: "drop" }
  | { readonly refuse: string };

type Body = Readonly<Record<string, unknown>>;
const drop: Translation = { keys: "drop" };
const asked = (body: Body) =>
  [
    "mode",
    "startDate",
    "endDate",
    "resume",
    "resumeSync",
    "resumeSyncId",
    "forceCancel",
    "sweep",
    "cleanupStale",
    "test",
  ].some((key) => body[key] !== undefined && body[key] !== false && body[key] !== null);
const boolean = (value: unknown, whenTrue: Translation): Translation =>
  value === true ? whenTrue : value === false ? drop : { refuse: "true or false" };

const aliases: Readonly<Record<string, (value: unknown, body: Body) => Translation>> = {
  fetchAll: (value, body) =>
    value === false
      ? { refuse: "false asked for a single page; the server fetches every page of the range" }
      : boolean(value, asked(body) ? drop : { keys: { mode: "full" } }),
  resumeSync: (value, body) => boolean(value, body.resumeSyncId ? drop : { keys: { resume: true } }),
  resumeSyncId: (value) => (value === null ? drop : { keys: { resume: value } }),
  cleanupStale: (value) => boolean(value, { keys: { sweep: true, release: true } }),
  dry_run: (value) => ({ keys: { dryRun: value } }),
};

/** Puts an older caller's body into today's words. */
export function modernise(body: Body): Modern {
  const entries = new Map<string, unknown>(Object.entries(body).filter(([key]) => !Object.hasOwn(aliases, key)));
  const deprecated = Object.keys(body).filter((key) => Object.hasOwn(aliases, key));
  const written: Record<string, string> = {};
  const problems: { key: string; message: string }[] = [];
  for (const key of deprecated) {
    const translation = aliases[key]?.(body[key], body) ?? drop;
    if ("refuse" in translation) problems.push({ key, message: translation.refuse });
    else if (translation.keys !== "drop") {
      for (const [today, value] of Object.entries(translation.keys)) {
        if (entries.has(today) && entries.get(today) !== value) {
          problems.push({ key, message: `contradicts ${today}` });
        }
        entries.set(today, value);
        written[today] = key;
      }
    }
  }
  return { body: Object.fromEntries(entries), deprecated, written, problems };
}
