import type * as z from "zod";
import { isPageKey, modernise } from "./aliases.ts";

/** Where a request differs from the contract; `path` is dotted, and empty for the body itself. */
export interface Issue {
  readonly path: string;
  readonly message: string;
}

/** Why a request is refused. Nothing was done. */
export interface Refused {
  readonly ok: false;
  readonly code: "invalid_request" | "unknown_key" | "server_drives_pages";
  readonly detail: string;
  /** The keys that are too many; empty for `invalid_request`. */
  readonly keys: readonly string[];
  readonly issues: readonly Issue[];
}

/** A request in today's words, or why it is refused. `deprecated` lists the older keys that it used. */
export type Parsed<T> = { readonly ok: true; readonly value: T; readonly deprecated: readonly string[] } | Refused;

/** The bodies that one function knows: by the control key that is present, or else a start. */
export interface Bodies<Start extends z.ZodType, Control extends Readonly<Record<string, z.ZodType>>> {
  readonly start: Start;
  readonly control: Control;
}

const invalid = (issues: readonly Issue[]): Refused => ({
  ok: false,
  code: "invalid_request",
  detail: issues.map(({ path, message }) => (path === "" ? message : `${path}: ${message}`)).join("; "),
  keys: [],
  issues,
});

const quoted = (keys: readonly string[]) => keys.map((key) => `"${key.slice(0, 100)}"`).join(", ");

/** What zod found, in the words of the contract: a key too many comes first, because it decides what was meant. */
export function refusedBy(error: z.ZodError, written: Readonly<Record<string, string>> = {}): Refused {
  const name = (key: string) => (Object.hasOwn(written, key) ? (written[key] ?? key) : key);
  const keys = error.issues.flatMap((issue) => (issue.code === "unrecognized_keys" ? issue.keys.map(name) : []));
  const issues = error.issues.map((issue) => {
    const [first = "", ...rest] = issue.path.map(String);
    return { path: [name(first), ...rest].join("."), message: issue.message };
  });
  if (keys.length === 0) return invalid(issues);
  return { ok: false, code: "unknown_key", detail: `Unknown: ${quoted(keys)}. Nothing was done.`, keys, issues };
}

/** Reads a body: older words translated, pages driven by a caller refused with the reason, everything else strict. */
export function parseBody<Start extends z.ZodType, Control extends Readonly<Record<string, z.ZodType>>>(
  body: unknown,
  { start, control }: Bodies<Start, Control>,
): Parsed<z.output<Start> | z.output<Control[keyof Control]>> {
  if (typeof body !== "object" || body === null || Array.isArray(body)) {
    return invalid([{ path: "", message: "the body must be an object" }]);
  }
  const pageKeys = Object.keys(body).filter(isPageKey);
  if (pageKeys.length > 0) {
    const detail = `${quoted(pageKeys)}: the server fetches page after page by itself; a caller starts, resumes or cancels a run.`;
    return { ok: false, code: "server_drives_pages", detail, keys: pageKeys, issues: [] };
  }
  const modern = modernise(body as Readonly<Record<string, unknown>>);
  if (modern.problems.length > 0) {
    return invalid(modern.problems.map(({ key, message }) => ({ path: key, message })));
  }
  const command = Object.keys(control).find((key) => Object.hasOwn(modern.body, key));
  const schema = command === undefined ? start : (control[command] ?? start);
  const parsed = schema.safeParse(modern.body);
  if (!parsed.success) return refusedBy(parsed.error, modern.written);
  return { ok: true, value: parsed.data as z.output<Start>, deprecated: modern.deprecated };
}
