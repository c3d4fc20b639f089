/** What is charged again and again. */
export interface PriceFields {
  id: string;
  product: string;
  created: number;
  currency: string;
  /** In the currency's smallest unit. */
  amount: number;
  nickname: string;
  interval: "month" | "year";
}

/** A recurring price of the current API version. */
export function price({
  amount = 10_000,
  interval = "month",
  ...fields
}: Pick<PriceFields, "id" | "created"> & Partial<PriceFields>) {
  return {
    object: "price",
    active: true,
    billing_scheme: "per_unit",
    currency: "mxn",
    custom_unit_amount: null,
    livemode: false,
    lookup_key: null,
    metadata: {},
    nickname: null,
    product: "",
    recurring: { interval, interval_count: 1, meter: null, trial_period_days: null, usage_type: "licensed" },
    tax_behavior: "unspecified",
    tiers_mode: null,
    transform_quantity: null,
    type: "recurring",
    unit_amount: amount,
    unit_amount_decimal: String(amount),
    ...fields,
  };
}

/** The same price in the older shape that subscription items still carry beside it. */
export function plan({ id, product, created, currency, amount, nickname, interval }: PriceFields) {
  return {
    id,
    object: "plan",
    active: true,
    amount,
    amount_decimal: String(amount),
    billing_scheme: "per_unit",
    created,
    currency,
    interval,
    interval_count: 1,
    livemode: false,
    metadata: {},
    meter: null,
    nickname,
    product,
    tiers_mode: null,
    transform_usage: null,
    trial_period_days: null,
    usage_type: "licensed",
  };
}
