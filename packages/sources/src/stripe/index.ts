export { stripeSource } from "./source.ts";
