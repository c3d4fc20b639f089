export { ghl } from "./ghl.ts";
export { manychat } from "./manychat.ts";
export { paypal } from "./paypal.ts";
export type { NewProvider, Provider } from "./provider.ts";
export { type StripeProvider, stripe } from "./stripe.ts";
