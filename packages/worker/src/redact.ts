const MARK = "***";
const PART = 8;
const LONGEST = 4_000;

/** What looks like a credential, whoever it belongs to. */
const shapes: readonly RegExp[] = [
  /\b(?:sk|rk|pk)_(?:live|test)_\w+/g,
  /\bwhsec_[\w+/=]+/g,
  /\bsb_(?:secret|publishable)_[\w-]+/g,
  /\bpit-[\w-]{8,}/g,
  /\b(?:Bearer|Basic)\s+[^\s"',;]+/gi,
  /\beyJ[\w-]{5,}(?:\.[\w-]*){0,2}/g,
  /(?<=:\/\/)[^\s/@]{1,500}(?=@)/g,
];

/**
 * Removes credentials from a text that will be stored or shown: each of `secrets`, any part of one that is at least 8
 * characters long, and whatever has the shape of a key, a token or a password in an address. Texts are cut to 4,000
 * characters first. Secrets shorter than 8 characters are left alone: removing those would only garble the text.
 *
 * @example
 * ```ts
 * redact("401 for sk_live_4eC39HqLyjWDarjtT1zdp7dc", []) // "401 for ***"
 * ```
 */
export function redact(text: string, secrets: readonly string[]): string {
  const parts = partsOf(secrets);
  let clean = shapes.reduce((rest, shape) => rest.replace(shape, MARK), text.slice(0, LONGEST));
  // Cutting a part out can join what stood around it into another one. Each round shortens the text, so this ends.
  for (let before = ""; before !== clean; ) {
    before = clean;
    clean = cut(clean, parts);
  }
  return clean;
}

/** Every run of 8 characters in the secrets, as they are and as they look in an address. */
function partsOf(secrets: readonly string[]): ReadonlySet<string> {
  const parts = new Set<string>();
  for (const secret of [...secrets, ...secrets.map(inAddress)]) {
    for (let from = 0; from + PART <= secret.length; from += 1) parts.add(secret.slice(from, from + PART));
  }
  return parts;
}

const inAddress = (secret: string) => encodeURIComponent(secret.toWellFormed());

/** Replaces each stretch of the text that is covered by parts. */
function cut(text: string, parts: ReadonlySet<string>): string {
  let clean = "";
  let covered = -1;
  for (let at = 0; at < text.length; at += 1) {
    if (parts.has(text.slice(at, at + PART))) {
      if (at > covered) clean += MARK;
      covered = Math.max(covered, at + PART);
    }
    if (at >= covered) clean += text[at];
  }
  return clean;
}
