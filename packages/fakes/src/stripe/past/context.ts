import type { Random } from "../../shared/random.ts";
import type { StripeList } from "../collections.ts";
import type { StripeWorld } from "../world.ts";
import type { Span } from "./moments.ts";
import type { Script } from "./script.ts";

/** How many objects of each kind there are to be; what these bring with them (a catalogue, disputes, payouts) is more. */
export type StripeCounts = Record<Exclude<StripeList, "disputes" | "payouts" | "products" | "prices">, number>;

/** What every part of the past is written with. */
export interface PastContext {
  world: StripeWorld;
  script: Script;
  counts: StripeCounts;
  span: Span;
  seed: number | string;
  /** Each part forks its own stream, so that the size of one does not shift the content of another. */
  random: Random;
}
