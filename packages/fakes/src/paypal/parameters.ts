import { badParameter } from "./errors.ts";

const instant =
  /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])[Tt]([01]\d|2[0-3]):[0-5]\d:([0-5]\d|60)(\.\d+)?([Zz]|[+-]\d{2}:?\d{2})$/;

/**
 * Reads a time (RFC 3339; PayPal takes zones without a colon too), in milliseconds.
 *
 * @returns undefined when it is absent
 * @throws PaypalRefusal
 */
export function timeIn(params: URLSearchParams, name: string): number | undefined {
  const value = params.get(name);
  if (value === null) return undefined;
  const ms = instant.test(value) ? Date.parse(value) : Number.NaN;
  if (Number.isNaN(ms)) throw badParameter(name, value, "INVALID_DATE_FORMAT", "The date is not in RFC 3339 format.");
  return ms;
}

/**
 * Reads a whole number between two bounds.
 *
 * @throws PaypalRefusal
 */
export function numberIn(params: URLSearchParams, name: string, usual: number, max: number): number {
  const value = params.get(name);
  if (value === null) return usual;
  const number = /^\d{1,10}$/.test(value) ? Number(value) : Number.NaN;
  if (number >= 1 && number <= max) return number;
  throw badParameter(name, value, "INVALID_PARAMETER_VALUE", `The value must be between 1 and ${max}.`);
}

/** Links to a page's neighbours, as far as they exist. */
export function pageLinks(url: URL, page: number, pages: number) {
  const link = (rel: string, to: number) => {
    const target = new URL(url);
    target.searchParams.set("page", String(to));
    return { href: target.href, rel, method: "GET" };
  };
  return [
    link("self", page),
    link("first", 1),
    ...(page > 1 ? [link("prev", page - 1)] : []),
    ...(page < pages ? [link("next", page + 1)] : []),
    ...(pages > 0 ? [link("last", pages)] : []),
  ];
}
