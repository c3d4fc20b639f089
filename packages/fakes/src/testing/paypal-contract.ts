import { Ajv2020, type ValidateFunction } from "ajv/dist/2020.js";
import { closed } from "./json-schema.ts";
import { paypalReporting, paypalSubscriptions } from "./paypal-spec.ts";

/** What PayPal's own files say about answers; each check answers the violations found, none for a good one. */
export interface PaypalContract {
  /** A page of `/v1/reporting/transactions`, with every row on it. */
  search(body: unknown): string[];
  /** A page of `/v1/billing/subscriptions`, with every subscription on it. */
  list(body: unknown): string[];
  subscription(body: unknown): string[];
  /** The body of an answer ≥ 400. */
  error(status: number, body: unknown): string[];
}

/**
 * Loads the contract.
 *
 * @param dir - the folder that `SINCRO_SPECS_DIR` names
 */
export function paypalContract(dir: string): PaypalContract {
  const ajv = new Ajv2020({ strict: false, validateFormats: false, unicodeRegExp: false });
  const reporting = paypalReporting(dir);
  const { search_response } = reporting.components.schemas as Record<string, { properties: Record<string, object> }>;
  // PayPal answers an empty search with an empty list, though its file asks for one row at least.
  const rows = { ...search_response?.properties.transaction_details, minItems: 0 };
  Object.assign(search_response?.properties ?? {}, { transaction_details: rows });
  ajv.addSchema(closed(reporting) as object, "reporting");
  ajv.addSchema(paypalSubscriptions(dir), "billing");
  const subscription = ajv.compile({ $ref: "billing#/components/schemas/subscription", unevaluatedProperties: false });
  const list = ajv.compile(
    // What PayPal's own SDK has, in the shape of the official list of plans.
    closed({
      type: "object",
      required: ["subscriptions"],
      properties: {
        subscriptions: { type: "array", maxItems: 20 },
        links: { $ref: "billing#/components/schemas/plan_collection/properties/links" },
      },
    }) as object,
  );

  const violations = (name: string, value: unknown, validate: ValidateFunction | undefined): string[] => {
    if (!validate) return [`${name}: the contract knows no such thing`];
    if (validate(value)) return [];
    return (validate.errors ?? []).map(
      ({ instancePath, message, params }) => `${name}${instancePath} ${message} ${JSON.stringify(params)}`,
    );
  };

  return {
    search: (body) => violations("search", body, ajv.getSchema("reporting#/components/schemas/search_response")),
    subscription: (body) => violations("subscription", body, subscription),
    list(body) {
      const { subscriptions = [] } = body as { subscriptions?: unknown[] };
      const each = subscriptions.flatMap((one) => violations("subscription", one, subscription));
      return [...violations("list", body, list), ...each];
    },
    error: (status, body) =>
      violations(`error ${status}`, body, ajv.getSchema(`reporting#/components/schemas/error_${status}`)),
  };
}
