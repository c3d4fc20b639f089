export { type GhlContract, ghlContract } from "./ghl-contract.ts";
export { assertGhlRequest } from "./ghl-request.ts";
export { type ManychatContract, manychatContract } from "./manychat-contract.ts";
export { type PaypalContract, paypalContract } from "./paypal-contract.ts";
export { assertPaypalRequest } from "./paypal-request.ts";
export { readSpec, specsDir } from "./specs.ts";
export { type StripeContract, stripeContract } from "./stripe-contract.ts";
export { assertStripeRequest } from "./stripe-request.ts";
