import { Ajv2020, type ValidateFunction } from "ajv/dist/2020.js";
import { closed } from "./json-schema.ts";
import { stripeObjectSchemas, stripeOpenApi } from "./stripe-spec.ts";

/** What Stripe's own files say about answers; each check answers the violations found, none for a good one. */
export interface StripeContract {
  /** One object, by its `object` field, in the shape of the pinned version. */
  object(value: unknown): string[];
  /** A page of `/v1/<collection>`: envelope, objects, and the objects inside events. */
  page(collection: string, body: unknown): string[];
  /** The body of an answer ≥ 400. */
  error(body: unknown): string[];
}

/**
 * Loads the contract. A second or two: share it between tests.
 *
 * @param dir - the folder that `SINCRO_SPECS_DIR` names
 */
export function stripeContract(dir: string): StripeContract {
  // Compiling is what costs here, not checking: seven hundred definitions that refer to each other.
  const ajv = new Ajv2020({ strict: false, validateFormats: false, code: { optimize: false } });
  const openApi = stripeOpenApi(dir);
  ajv.addSchema(closed(stripeObjectSchemas(dir)) as object, "current");
  ajv.addSchema(openApi, "official");

  const violations = (name: string, value: unknown, validate: ValidateFunction | undefined): string[] => {
    if (!validate) return [`${name}: the contract knows no such thing`];
    if (validate(value)) return [];
    return (validate.errors ?? []).map(
      ({ instancePath, message, params }) => `${name}${instancePath} ${message} ${JSON.stringify(params)}`,
    );
  };

  function object(value: unknown): string[] {
    const { id, object: kind, deleted, data } = value as Record<string, unknown>;
    const name = `${kind} ${id}`;
    if (kind !== "event") {
      const root = kind === "account" ? "$defs/Account" : `properties/${deleted ? "deleted_" : ""}${kind}`;
      return violations(name, value, ajv.getSchema(`current#/${root}`));
    }
    const inner = (data as { object: unknown }).object;
    return [...violations(name, value, ajv.getSchema("official#/components/schemas/event")), ...object(inner)];
  }

  return {
    object,
    page(collection, body) {
      const response = openApi.paths[`/v1/${collection}`]?.get.responses[200].content["application/json"].schema;
      const envelope = closed({
        ...response,
        properties: { ...response?.properties, data: { type: "array" } },
      }) as object;
      const { data = [] } = body as { data?: unknown[] };
      return [...violations(`/v1/${collection}`, body, ajv.compile(envelope)), ...data.flatMap(object)];
    },
    error: (body) => violations("error", body, ajv.getSchema("official#/components/schemas/error")),
  };
}
