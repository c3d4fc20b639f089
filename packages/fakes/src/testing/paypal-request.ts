import assert from "node:assert/strict";
import { Ajv2020, type ValidateFunction } from "ajv/dist/2020.js";
import type { LoggedRequest } from "../shared/log.ts";
import { closed } from "./json-schema.ts";
import { type PaypalParameter, paypalReporting, paypalSubscriptions } from "./paypal-spec.ts";

const loaded = new Map<string, Map<string, ValidateFunction>>();

/**
 * Checks that PayPal documents a request: a known path for reading, or the token's, with known parameters of the right
 * types.
 *
 * @param request - an entry of a fake's log
 * @param dir - the folder that `SINCRO_SPECS_DIR` names
 * @throws AssertionError that names what is not documented
 */
export function assertPaypalRequest(request: Pick<LoggedRequest, "method" | "path" | "query">, dir: string): void {
  const { method, path, query } = request;
  const rules = loaded.get(dir) ?? loadRules(dir);
  loaded.set(dir, rules);
  const validate = rules.get(`${method} ${path.replace(/\/I-\w+$/, "/{id}")}`);
  assert.ok(validate, `PayPal documents no ${method} ${path} for reading`);
  const errors = validate({ ...query }) ? [] : (validate.errors ?? []);
  const found = errors.map((error) => `${error.instancePath} ${error.message} ${JSON.stringify(error.params)}`);
  assert.equal(found.join("; "), "", `${path}?${JSON.stringify(query)}`);
}

function loadRules(dir: string): Map<string, ValidateFunction> {
  const ajv = new Ajv2020({ strict: false, validateFormats: false, unicodeRegExp: false, coerceTypes: true });
  const search = paypalReporting(dir).components.parameters;
  const billing = paypalSubscriptions(dir).components.parameters;
  const rule = (parameters: readonly PaypalParameter[]) => {
    const properties = Object.fromEntries(parameters.map(({ name, schema }) => [name, schema]));
    const required = parameters.filter((one) => one.required === true).map(({ name }) => name);
    return ajv.compile(closed({ type: "object", properties, required }) as object);
  };
  const { as_of_time, currency_code, ...ofSearch } = search;
  const time = { ...(search.start_date as PaypalParameter), required: false };
  const times = ["created_after", "created_before", "status_updated_after", "status_updated_before"];
  const [page, page_size] = [billing.page, billing.page_size] as [PaypalParameter, PaypalParameter];
  return new Map([
    ["POST /v1/oauth2/token", rule([])],
    ["GET /v1/reporting/transactions", rule(Object.values(ofSearch))],
    ["GET /v1/billing/subscriptions/{id}", rule([billing.fields as PaypalParameter])],
    // The list is in PayPal's SDK only; page and page_size are those of the official list of plans.
    ["GET /v1/billing/subscriptions", rule([page, page_size, ...times.map((name) => ({ ...time, name }))])],
  ]);
}
