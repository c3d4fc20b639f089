/** Seconds in a day. */
export const DAY = 86_400;

/** Unix seconds as PayPal writes them where time zones do not matter: `2026-11-24T12:00:00Z`. */
export function utc(at: number): string {
  return `${new Date(at * 1000).toISOString().slice(0, 19)}Z`;
}

/** Unix seconds in the time zone of the account, which is in Mexico: `2026-11-24T06:00:00-06:00`. */
export function local(at: number): string {
  return `${new Date((at - 6 * 3600) * 1000).toISOString().slice(0, 19)}-06:00`;
}

/** An amount of cents: `{ currency_code: "MXN", value: "125.50" }`. */
export function money(cents: number, currency: string) {
  return { currency_code: currency.toUpperCase(), value: (cents / 100).toFixed(2) };
}
