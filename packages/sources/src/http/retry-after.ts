/**
 * Reads a `Retry-After` header (RFC 9110: seconds, or a date).
 *
 * @returns milliseconds from now, or undefined when the header is absent or makes no sense
 */
export function retryAfterMs(headers: Headers, now: () => number = Date.now): number | undefined {
  const value = headers.get("retry-after")?.trim();
  if (!value) return undefined;
  if (/^\d+(\.\d+)?$/.test(value)) return Math.ceil(Number(value) * 1000);
  const at = Date.parse(value);
  return Number.isNaN(at) ? undefined : Math.max(0, at - now());
}
