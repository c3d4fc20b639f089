/** What a test asks of a worker process. */
export type Order =
  /** Sync this account, from the start of the run to its end, or as far as it gets. */
  | {
      readonly kind: "sync";
      readonly account: string;
      readonly requestId: string;
      /** Tell and wait at this step. */
      readonly stopAt?: string | undefined;
      /** Kill yourself (SIGKILL) at this step, or at the next of its kind: an answer may never come. */
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

/** What may be wrong with a worker. */
export type Defect =
  | "cursor before rows"
  | "last page left out"
  | "cursor a page too far"
  | "half a window forgotten"
  | "out of turn";

/** What a worker process is made with. */
export interface WorkerConfig {
  readonly databaseUrl: string;
  /** How its sessions are called in `pg_stat_activity`. */
  readonly name: string;
  /** The name of the source whose runs it works on. */
  readonly source: string;
  readonly providerUrl: string;
  readonly credentials: Readonly<Record<string, string>>;
  readonly streams?: readonly string[] | undefined;
  /** A seeded defect of {@link import("./defects.ts")}. */
  readonly defect?: Defect | undefined;
  /** With as many requests at once as the source really makes. */
  readonly sideBySide?: boolean | undefined;
}

/** The lists of Stripe that are synced: five pages of the test's account. */
export const streams = ["customers", "charges", "refunds"] as const;
