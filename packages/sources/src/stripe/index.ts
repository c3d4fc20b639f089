export { createStripeSource, stripeSource } from "./source.ts";
