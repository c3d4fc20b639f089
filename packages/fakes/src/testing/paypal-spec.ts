import { fromOpenApi } from "./json-schema.ts";
import { readSpec } from "./specs.ts";

type Schema = Record<string, unknown>;

/** The parts that are read of PayPal's official OpenAPI files. */
export interface PaypalOpenApi {
  components: { schemas: Record<string, Schema>; parameters: Record<string, PaypalParameter> };
}

/** One documented parameter. */
export interface PaypalParameter {
  name: string;
  in: string;
  required?: boolean;
  schema: Schema;
}

/** Transaction search, whole. */
export function paypalReporting(dir: string): PaypalOpenApi {
  return fromOpenApi(readSpec(dir, "paypal/paypal-reporting_transactions_v1.json")) as PaypalOpenApi;
}

/** Subscriptions; the official file lacks their list. */
export function paypalSubscriptions(dir: string): PaypalOpenApi {
  return fromOpenApi(readSpec(dir, "paypal/paypal-billing_subscriptions_v1.json")) as PaypalOpenApi;
}
