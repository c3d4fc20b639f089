import type { Messages } from "./es.ts";

/** The sentence for an error code; a code that this version does not know is shown as it is, never as "unknown error". */
export function sentenceOf(code: string | null, t: Messages): string {
  if (code === null) return t.error.unexpected;
  return Object.hasOwn(t.error, code) ? t.error[code as keyof Messages["error"]] : t.app.unknownCode(code);
}
