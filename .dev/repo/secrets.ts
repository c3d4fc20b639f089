/** What only a credential looks like. */
const shapes: readonly RegExp[] = [
  /\b[sr]k_live_[A-Za-z0-9]{8,}/g,
  /\bsk_test_[A-Za-z0-9]{16,}/g,
  /\bwhsec_[A-Za-z0-9+/]{24,}={0,2}/g,
  /\beyJ[\w-]{10,}\.[\w-]{10,}\.[\w-]{10,}/g,
  /-----BEGIN [A-Z ]*PRIVATE KEY-----/g,
  /\bAKIA[0-9A-Z]{16}\b/g,
  /\bgh[pousr]_[A-Za-z0-9]{30,}/g,
  /\bnpm_[A-Za-z0-9]{30,}/g,
  /\bxox[abprs]-[A-Za-z0-9-]{10,}/g,
  /hooks\.slack\.com\/services\/T[A-Z0-9]{6,}\/B[A-Z0-9]{6,}\/[A-Za-z0-9]{16,}/g,
  /\bsb_secret_[\w-]{20,}/g,
  /\bpit-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g,
  /\bpostgres(?:ql)?:\/\/[\w.-]+:[^@\s'"`${}]+@(?!(?:127\.0\.0\.1|localhost|db)(?:[:/]|$))[\w.-]+/g,
];

/** Everything in a text that looks like somebody's credential. */
export function secretsIn(text: string): readonly string[] {
  return shapes.flatMap((shape) => text.match(shape) ?? []);
}
