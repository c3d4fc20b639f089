import { fromOpenApi } from "./json-schema.ts";
import { readSpec } from "./specs.ts";

type Schema = Record<string, unknown>;

/** The parts that are read of Stripe's official OpenAPI file. */
export interface StripeOpenApi {
  paths: Record<
    string,
    { get: { parameters: { in: string; name: string; schema: Schema }[]; responses: { 200: { content: Content } } } }
  >;
}

interface Content {
  "application/json": { schema: { properties: Schema } };
}

/** Stripe's official OpenAPI file, as JSON Schema. Old (2023-08-16): right for paths, parameters, envelopes, events and errors. */
export function stripeOpenApi(dir: string): StripeOpenApi {
  return fromOpenApi(readSpec(dir, "stripe/stripe-2023-08-16.sync-subset.json")) as StripeOpenApi;
}

/** The objects of the pinned version, derived from the types of Stripe's own SDK. */
export function stripeObjectSchemas(dir: string): Schema {
  return readSpec(dir, "stripe/stripe-2026-10-28.endive.sdk-types.schema.json");
}
