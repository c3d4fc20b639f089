/** Takes secrets out of a text. */
export type Redact = (text: string) => string;

/** A piece of a secret this long is as good as a secret: it tells which key it was. */
const tellingLength = 6;
const longest = 300;

/**
 * Makes texts of others safe to store and show: every word that holds a piece of a secret, or that looks like a
 * masked one (`sk_test_****1234`), becomes `[redacted]`; control characters go, and what is long is cut.
 *
 * @example
 * redactor(["sk_live_abc123"])("Invalid API Key provided: sk_live_*********c123") // "Invalid API Key provided: [redacted]"
 */
export function redactor(secrets: readonly string[]): Redact {
  const pieces = new Set(secrets.flatMap(piecesOf));
  const telling = (word: string) => word.includes("**") || piecesOf(word).some((piece) => pieces.has(piece));
  return (text) => {
    const whole = secrets.reduce((rest, secret) => (secret ? rest.replaceAll(secret, "[redacted]") : rest), text);
    const plain = whole.replace(/[\p{Cc}\s]+/gu, " ").trim();
    const safe = plain.replace(/[^\s'"`,;()<>[\]{}]+/g, (word) => (telling(word) ? "[redacted]" : word));
    return safe.length > longest ? `${safe.slice(0, longest - 1)}…` : safe;
  };
}

/** All pieces of the telling length; a text that is shorter is its own only piece. */
function piecesOf(text: string): string[] {
  const count = Math.max(1, text.length - tellingLength + 1);
  return Array.from({ length: count }, (_, start) => text.slice(start, start + tellingLength));
}
