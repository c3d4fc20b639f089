import type { Random } from "../../shared/random.ts";
import type { PaypalWorld } from "../world.ts";
import type { Span } from "./moments.ts";
import { createPayers } from "./payers.ts";
import { writeSubscriptions } from "./subscriptions.ts";
import { writeTransactions } from "./transactions.ts";

/** How many objects of each kind there are to be. */
export interface PaypalCounts {
  transactions: number;
  subscriptions: number;
}

/** A thousand objects in the proportions of a small business: what `scale: 1` means. */
const perScale = { transactions: 920, subscriptions: 80, people: 240 };

/** `scale` thousand objects, with single kinds set by hand. */
export function countsFor(scale: number, counts: Partial<PaypalCounts> = {}): PaypalCounts {
  const { transactions, subscriptions } = perScale;
  return {
    transactions: Math.round(transactions * scale),
    subscriptions: Math.round(subscriptions * scale),
    ...counts,
  };
}

/** Fills an empty world with exactly `counts` objects. */
export function writePast(world: PaypalWorld, { counts, scale, span, seed, random }: PastOptions): void {
  const payerOf = createPayers(world, seed, Math.max(1, Math.round(perScale.people * scale)), random.fork("payers"));
  const payable = writeSubscriptions(world, counts.subscriptions, payerOf, span, random.fork("subscriptions"));
  writeTransactions(world, counts.transactions, { payerOf, payable, span, random: random.fork("transactions") });
}

/** What the past is written from. */
export interface PastOptions {
  counts: PaypalCounts;
  scale: number;
  span: Span;
  seed: number | string;
  random: Random;
}
