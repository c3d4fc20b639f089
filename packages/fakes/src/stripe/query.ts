import { type Collection, collections, type StripeCollection } from "./collections.ts";
import { badParameter } from "./errors.ts";
import type { ListQuery } from "./page.ts";
import type { CreatedRange, Timeline } from "./timeline.ts";

/**
 * Reads the parameters of a list request as Stripe does: what it does not know it refuses.
 *
 * @throws StripeRefusal
 */
export function parseListQuery(collection: StripeCollection, params: URLSearchParams, timeline: Timeline): ListQuery {
  const { object: noun, filters, unasked }: Collection = collections[collection];
  const query: ListQuery = { limit: 10, created: {}, matches: () => true };
  const wanted = new Map<string, string[]>();

  const cursor = (param: string, id: string) => {
    const found = timeline.get(id);
    if (!found) throw badParameter(param, "resource_missing", `No such ${noun}: '${id}'`);
    return found;
  };

  for (const [param, value] of params) {
    const name = param.replace(/\[\d*\]$/, "");
    const bound = /^created\[(gte?|lte?)\]$/.exec(param)?.[1] as keyof CreatedRange | undefined;
    if (value === "")
      throw badParameter(param, "parameter_invalid_empty", `You passed an empty string for '${param}'.`);
    if (param === "limit") query.limit = parseLimit(value);
    else if (param === "starting_after") query.startingAfter = cursor(param, value);
    else if (param === "ending_before") query.endingBefore = cursor(param, value);
    else if (param === "created") query.created = { gte: parseInteger(param, value), lte: parseInteger(param, value) };
    else if (bound) query.created[bound] = parseInteger(param, value);
    else if (Object.hasOwn(filters, name)) wanted.set(name, [...(wanted.get(name) ?? []), value]);
    else throw badParameter(param, "parameter_unknown", `Received unknown parameter: ${param}`);
  }
  if (query.startingAfter && query.endingBefore) {
    const both = "You cannot use starting_after and ending_before together.";
    throw badParameter("ending_before", "parameters_exclusive", both);
  }

  query.matches = (object) =>
    [...wanted].every(([name, values]) => values.some((value) => filters[name]?.(object, value))) &&
    (!unasked || wanted.has(unasked.parameter) || !unasked.hides(object));
  return query;
}

function parseLimit(value: string): number {
  const limit = parseInteger("limit", value);
  const wrong = limit < 1 ? "greater than or equal to 1" : limit > 100 ? "less than or equal to 100" : null;
  if (wrong) throw badParameter("limit", "parameter_invalid_integer", `This value must be ${wrong}.`);
  return limit;
}

function parseInteger(param: string, value: string): number {
  if (!/^-?\d{1,15}$/.test(value)) throw badParameter(param, "parameter_invalid_integer", `Invalid integer: ${value}`);
  return Number(value);
}
