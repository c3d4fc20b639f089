import { listOf } from "./list.ts";

/** The one line of an invoice. */
export function invoiceLines(of: {
  id: string;
  invoice: string;
  amount: number;
  currency: string;
  description: string;
  period: { start: number; end: number };
  item?: { subscription: string; subscription_item: string; price: string; product: string };
}) {
  const { item } = of;
  const line = {
    id: of.id,
    object: "line_item",
    amount: of.amount,
    currency: of.currency,
    description: of.description,
    discount_amounts: [],
    discountable: true,
    discounts: [],
    invoice: of.invoice,
    livemode: false,
    metadata: {},
    parent: item
      ? {
          invoice_item_details: null,
          subscription_item_details: {
            invoice_item: null,
            proration: false,
            proration_details: null,
            subscription: item.subscription,
            subscription_item: item.subscription_item,
          },
          type: "subscription_item_details",
        }
      : null,
    period: of.period,
    pretax_credit_amounts: [],
    pricing: item
      ? {
          price_details: { price: item.price, product: item.product },
          type: "price_details",
          unit_amount_decimal: String(of.amount),
        }
      : null,
    quantity: 1,
    quantity_decimal: "1",
    subscription: item?.subscription ?? null,
    subtotal: of.amount,
    taxes: [],
  };
  return listOf([line], `/v1/invoices/${of.invoice}/lines`);
}
