import type { NewFields } from "./index.ts";

/** A product of the current API version. */
export function product(fields: NewFields) {
  return {
    object: "product",
    active: true,
    default_price: null,
    description: null,
    images: [],
    livemode: false,
    marketing_features: [],
    metadata: {},
    name: "",
    package_dimensions: null,
    shippable: null,
    statement_descriptor: null,
    tax_code: null,
    tax_details: null,
    type: "service",
    unit_label: null,
    updated: fields.created,
    url: null,
    ...fields,
  };
}
