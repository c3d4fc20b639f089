import type { Random } from "../shared/random.ts";
import { collections, type StripeList, stripeLists } from "./collections.ts";
import { createMoments, type Span } from "./past/moments.ts";
import type { StripeWorld } from "./world.ts";

/** Objects that somebody else wrote, such as the `resources` of Stripe's `fixtures3.json`, by the name of their kind. */
export type StripeSamples = Readonly<Record<string, unknown>>;

/** Samples to sow beside the fake's own objects. */
export interface StripeSeeds {
  samples: StripeSamples;
  /** How many variations of each. */
  copies: number;
}

type Fields = Record<string, unknown>;

/** Whom money would be transferred to comes expanded in the samples; the fake has no connected accounts. */
const noTransfer = { transfer_data: null };

/** What a sample lacks of the pinned version or still has of earlier ones, kind by kind. */
const modernise: Readonly<Record<StripeList, (sample: Fields) => Fields>> = {
  customers: (customer) => customer,
  charges: (charge) => {
    const details = charge.payment_method_details as { card: Fields };
    const card = { electronic_commerce_indicator: null, ...details.card };
    return { ...charge, ...noTransfer, payment_method_details: { ...details, card } };
  },
  payment_intents: (intent) => ({
    allowed_payment_method_types: null,
    payment_record: null,
    ...intent,
    ...noTransfer,
  }),
  subscriptions: (subscription) => {
    const items = subscription.items as { data: Fields[] };
    return {
      ...subscription,
      ...noTransfer,
      cancellation_details: { feedback_option: null, ...(subscription.cancellation_details as Fields) },
      items: { ...items, data: items.data.map((item) => ({ current_trial: null, ...item })) },
      pending_update: null,
      trial_settings: { end_behavior: { billing_cycle_anchor: null, missing_payment_method: "create_invoice" } },
    };
  },
  invoices: ({ subscription: _gone, ...invoice }) => invoice,
  refunds: (refund) => refund,
  disputes: (dispute) => {
    const details = { submission_method: "not_submitted", ...(dispute.evidence_details as Fields) };
    return { intended_submission_method: null, ...dispute, evidence_details: details };
  },
  payouts: (payout) => payout,
  products: (product) => ({ tax_details: null, ...product }),
  prices: (price) => price,
};

/**
 * Sows variations of the samples: new ids (and references among the samples of one variation follow them), new dates,
 * shapes brought up to the pinned version. Kinds that the fake has no list for are left out.
 */
export function sowSamples(world: StripeWorld, { samples, copies }: StripeSeeds, span: Span, random: Random): void {
  const momentOf = createMoments(span, random);
  for (let copy = 0; copy < copies; copy++) {
    const at = momentOf(copy);
    for (const [list, sample] of variation(world, samples)) world.create(list, { ...sample, created: at }, { at });
  }
}

function variation(world: StripeWorld, samples: StripeSamples): [StripeList, Fields][] {
  const chosen = stripeLists.flatMap((list): [StripeList, Fields][] => {
    const sample = samples[collections[list].object] as Fields | undefined;
    return sample ? [[list, modernise[list](sample)]] : [];
  });
  const text = chosen.reduce(
    (all, [list, sample]) => all.replaceAll(String(sample.id), world.newId(collections[list].prefix)),
    JSON.stringify(chosen),
  );
  return JSON.parse(text);
}
