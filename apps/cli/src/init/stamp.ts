import { createHash } from "node:crypto";

/** What the first line of a file says about who wrote it. */
export interface Stamp {
  /** The version of the Sincro that wrote it. */
  readonly version: string;
  /** Nobody has changed the file since. */
  readonly intact: boolean;
}

const firstLine =
  /^(?:\/\/|#) Sincro (\S+), written by `sincro init`; the rest of this file had the SHA-256 ([0-9a-f]{64})\n/;

/** Reads it; undefined for a file that is not Sincro's. Line ends do not count. */
export function stampOf(text: string): Stamp | undefined {
  const found = firstLine.exec(text);
  if (found === null) return undefined;
  const [line, version = "", sha256] = found;
  const rest = text.slice(line.length);
  return { version, intact: hashOf(rest) === sha256 };
}

/** A text with its first line before it. @param comment what begins a comment in such a file */
export function stamped(text: string, version: string, comment: "//" | "#"): string {
  const hash = hashOf(text);
  return `${comment} Sincro ${version}, written by \`sincro init\`; the rest of this file had the SHA-256 ${hash}\n${text}`;
}

function hashOf(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
