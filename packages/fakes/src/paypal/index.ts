export { createPaypalFake, type PaypalFake, type PaypalFakeOptions } from "./fake.ts";
export type { PaypalLimit } from "./limiter.ts";
export type { PaypalSubscription } from "./objects/subscription.ts";
export type { PaypalTransaction } from "./objects/transaction.ts";
export type { PaypalCounts } from "./past/index.ts";
export type { PaypalSettings } from "./settings.ts";
export type { PaypalMoment, Row as PaypalRow, TransactionKey } from "./world.ts";
