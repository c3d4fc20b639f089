import assert from "node:assert/strict";
import { Ajv2020, type ValidateFunction } from "ajv/dist/2020.js";
import type { LoggedRequest } from "../shared/log.ts";
import { closed } from "./json-schema.ts";
import { stripeOpenApi } from "./stripe-spec.ts";

interface Rule {
  path: RegExp;
  validate: ValidateFunction;
}

const loaded = new Map<string, Rule[]>();

/**
 * Checks that Stripe documents a request: a GET of a known path with known query parameters of the right types.
 *
 * @param request - an entry of a fake's log
 * @param dir - the folder that `SINCRO_SPECS_DIR` names
 * @throws AssertionError that names what is not documented
 * @example
 * for (const request of stripe.log.entries) assertStripeRequest(request, specsDir)
 */
export function assertStripeRequest(request: Pick<LoggedRequest, "method" | "path" | "query">, dir: string): void {
  const { method, path, query } = request;
  const rules = loaded.get(dir) ?? loadRules(dir);
  loaded.set(dir, rules);
  const rule = rules.find((one) => one.path.test(path));
  assert.ok(method === "GET" && rule, `Stripe documents no ${method} ${path} for reading`);
  const errors = rule.validate(nested(query)) ? [] : (rule.validate.errors ?? []);
  const found = errors.map((error) => `${error.instancePath} ${error.message} ${JSON.stringify(error.params)}`);
  assert.equal(found.join("; "), "", `${path}?${JSON.stringify(query)}`);
}

function loadRules(dir: string): Rule[] {
  const ajv = new Ajv2020({ strict: false, validateFormats: false, coerceTypes: true });
  return Object.entries(stripeOpenApi(dir).paths).map(([template, { get }]) => {
    const parameters = get.parameters.filter((parameter) => parameter.in === "query");
    const properties = Object.fromEntries(parameters.map(({ name, schema }) => [name, schema]));
    return {
      path: new RegExp(`^${template.replaceAll(/\{\w+\}/g, "[^/]+")}$`),
      validate: ajv.compile(closed({ type: "object", properties }) as object),
    };
  });
}

/** `{ "created[gte]": "5", "types[]": ["a", "b"] }` as the value that it encodes: `{ created: { gte: "5" }, types: ["a", "b"] }`. */
function nested(query: LoggedRequest["query"]): Record<string, unknown> {
  const value: Record<string, unknown> = {};
  for (const [parameter, sent] of Object.entries(query)) {
    const [, name = parameter, key] = /^(\w+)\[(\w*)\]$/.exec(parameter) ?? [];
    if (key === undefined) value[name] = sent;
    else if (/^\d*$/.test(key)) value[name] = [value[name] ?? [], sent].flat();
    else value[name] = { ...(value[name] as object), [key]: sent };
  }
  return value;
}
