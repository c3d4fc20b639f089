export type { StripeCollection, StripeList, StripeObject } from "./collections.ts";
export { createStripeFake, type StripeFake, type StripeFakeOptions, type StripeFilter } from "./fake.ts";
export type { StripeCounts } from "./past/index.ts";
export type { StripeSamples, StripeSeeds } from "./samples.ts";
export { stripeVersion } from "./version.ts";
export type { Moment } from "./world.ts";
