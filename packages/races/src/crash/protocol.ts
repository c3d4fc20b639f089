import type { Pace } from "@sincro/sources";
import { createStripeSource } from "@sincro/sources/stripe";

/**
 * The source with one request after the other, so that all steps of a sync have one order; what happens when many are
 * under way at once is for the tests of the source itself, and for `side-by-side.test.ts`.
 */
export const oneByOne = createStripeSource({ perStream: 1, inAll: 1 });

/** What a test asks of a worker process. */
export type Order =
  /** Sync this account, from the start of the run to its end, or as far as it gets. */
  | {
      readonly kind: "sync";
      readonly account: string;
      readonly requestId: string;
      /** Tell and wait at this step. */
      readonly stopAt?: string | undefined;
      /** Kill yourself (SIGKILL) at this step. */
      readonly dieAt?: string | undefined;
    }
  /** Go on from the step at which you wait. */
  | { readonly kind: "go"; readonly stopAt?: string | undefined };

/** What a worker process tells. */
export type Told =
  /** It has loaded everything and waits for an order. */
  | { readonly kind: "ready" }
  /** It waits at a step. */
  | { readonly kind: "at"; readonly step: string }
  /** Its part of the sync is over: how each slice was left, and every step that it passed. */
  | { readonly kind: "done"; readonly outcomes: readonly string[]; readonly steps: readonly string[] }
  /** Something threw that must not. */
  | { readonly kind: "failed"; readonly message: string }
  /** It is no more. Told by the system. */
  | { readonly kind: "gone"; readonly signal: string | null };

/** What a worker process is made with. */
export interface WorkerConfig {
  readonly databaseUrl: string;
  /** How its sessions are called in `pg_stat_activity`. */
  readonly name: string;
  readonly providerUrl: string;
  readonly key: string;
  /** A seeded defect of {@link import("./defects.ts")}. */
  readonly defect?: "cursor before rows" | "last page left out" | undefined;
  /** With as many requests at once as the source really makes. */
  readonly sideBySide?: boolean | undefined;
}

/** Turns at once: what happens at a worker's steps is the matter here, not how often the provider is asked. */
export const atOnce: Pace = { turn: async () => {}, rest: async () => {} };

/** The lists that are synced: five pages of the test's account. */
export const streams = ["customers", "charges", "refunds"] as const;
