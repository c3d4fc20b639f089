import { unprocessable } from "./errors.ts";

/** A query's parameters. What a list does not know it refuses. @throws GhlRefusal */
export function parametersOf<Name extends string>(
  params: URLSearchParams,
  known: readonly Name[],
): Partial<Record<Name, string>> {
  const unknown = [...params.keys()].filter((name) => !known.some((one) => one === name));
  if (unknown.length > 0) throw unprocessable(...unknown.map((name) => `property ${name} should not exist`));
  return Object.fromEntries(params) as Partial<Record<Name, string>>;
}

/** A whole number within bounds. @throws GhlRefusal */
export function wholeNumber(
  name: string,
  value: unknown,
  { least, most = Infinity }: { least: number; most?: number },
) {
  const number = typeof value === "string" && /^\d{1,12}$/.test(value) ? Number(value) : value;
  if (typeof number !== "number" || !Number.isInteger(number)) throw unprocessable(`${name} must be a number`);
  if (number < least) throw unprocessable(`${name} must not be less than ${least}`);
  if (number > most) throw unprocessable(`${name} must not be greater than ${most}`);
  return number;
}

/** A date or a time, in Unix milliseconds. @throws GhlRefusal */
export function timeFrom(name: string, value: unknown): number {
  const time = typeof value === "number" ? value : Date.parse(String(value));
  if (Number.isNaN(time)) throw unprocessable(`${name} must be a valid date`);
  return time;
}
