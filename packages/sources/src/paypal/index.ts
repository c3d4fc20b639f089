export { paypalSource } from "./source.ts";
