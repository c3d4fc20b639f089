import { describe, expect, it } from "vitest";
import { specsDir } from "./specs.ts";
import { assertStripeRequest } from "./stripe-request.ts";

const check = (path: string, query = {}, method = "GET") =>
  assertStripeRequest({ method, path, query }, specsDir as string);

describe.skipIf(!specsDir)(`assertStripeRequest${specsDir ? "" : " (skipped: SINCRO_SPECS_DIR is not set)"}`, () => {
  it.each([
    ["/v1/customers", { limit: "100", starting_after: "cus_1", "created[gte]": "5", "created[lt]": "9" }],
    ["/v1/customers", { created: "5" }],
    ["/v1/subscriptions", { status: "all" }],
    ["/v1/events", { "types[]": ["charge.failed", "charge.succeeded"] }],
    ["/v1/events", { "types[0]": "charge.failed", "types[1]": "charge.succeeded" }],
    ["/v1/events", { delivery_success: "true" }],
    ["/v1/charges/ch_1", {}],
    ["/v1/account", {}],
  ])("knows %s %j", (path, query) => {
    expect(() => check(path, query)).not.toThrow();
  });

  it.each([
    ["/v1/customer", {}],
    ["/v1/customers", { page: "2" }],
    ["/v1/customers", { limit: "many" }],
    ["/v1/customers", { limit: ["1", "2"] }],
    ["/v1/customers", { "created[since]": "5" }],
    ["/v1/customers", { "created[gte]": "2026-11-24" }],
    ["/v1/subscriptions", { status: "cancelled" }],
    ["/v1/charges/ch_1/refunds", {}],
  ])("does not know %s %j", (path, query) => {
    expect(() => check(path, query)).toThrow(path);
  });

  it("knows no way to write", () => {
    expect(() => check("/v1/customers", {}, "POST")).toThrow("POST /v1/customers");
  });
});
