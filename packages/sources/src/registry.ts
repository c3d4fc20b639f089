import { paypalSource } from "./paypal/index.ts";
import type { Source } from "./source.ts";
import { stripeSource } from "./stripe/index.ts";

/** Every source there is, in the order in which people see them. Functions, CLI and page know them only from here. */
export const sources: readonly Source[] = [stripeSource, paypalSource];

/** The source of that name, e.g. `stripe`; undefined when there is none. */
export function sourceNamed(name: string): Source | undefined {
  return sources.find(({ manifest }) => manifest.name === name);
}
