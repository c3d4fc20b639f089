import type { SyncRunRow } from "@sincro/machine";
import type { RunStore, SendAnswer } from "@sincro/store";
import type { Claim } from "./claim.ts";
import type { Ending } from "./ending.ts";
import type { Allowance, Tools } from "./options.ts";
import { Fenced, SliceEnded } from "./slice-ended.ts";

/** Where a slice hands its run back, between two pages. */
const YIELD_AT = 0.8;
/** However small its budget, a slice waits this long for a page: small budgets make short slices, not barren ones. */
const LEAST_MS = 10_000;

const endless: Allowance = { pages: Number.POSITIVE_INFINITY, records: Number.POSITIVE_INFINITY };

/** What a worker knows of the run it holds: the row as last seen, how long the lease lasts, and whether it is over. */
export class Slice {
  readonly store: RunStore;
  readonly claim: Claim;
  readonly tools: Tools;
  /** When to hand the run back between pages, by the monotonic clock. */
  readonly yieldsAt: number;
  /** When to hand it back in the middle of a page. */
  readonly endsAt: number;
  row: SyncRunRow;
  /**
   * The last page that is known to be committed: the row's when the run was claimed, and then this slice's own. It is
   * not read off later rows: after a failover that lost a page, a heartbeat's answer would hide the gap.
   */
  seq: number;
  /** Until when the run is surely held, by the monotonic clock. */
  heldUntil: number;
  /** So many records the database takes at once; it halves where the database gives up. */
  mostRecords = 1_000;
  /** How much of its allowance is left. */
  readonly left: { pages: number; records: number };
  /** How many pages in a row left the checkpoint where it was. */
  standing = 0;
  /** What kept the page in flight from being committed so far. */
  fault: unknown;
  ending: Ending | undefined;
  readonly #controller = new AbortController();
  readonly #over = Promise.withResolvers<Ending>();

  constructor(store: RunStore, claim: Claim, tools: Tools, budgetMs: number, allowance = endless) {
    const claimedAt = tools.clock.now() + claim.time.until(claim.run.claimed_at ?? claim.run.updated_at);
    const sliceMs = Math.min(claim.policy.sliceMs, budgetMs);
    this.store = store;
    this.claim = claim;
    this.tools = tools;
    this.row = claim.run;
    this.seq = claim.run.commit_seq;
    this.left = { ...allowance };
    this.heldUntil = claimedAt + claim.policy.leaseMs;
    this.yieldsAt = claimedAt + YIELD_AT * sliceMs;
    this.endsAt = claimedAt + Math.min(claim.policy.sliceMs, Math.max(sliceMs, LEAST_MS));
  }

  /** The right to write, as each event of this slice carries it. */
  get hold() {
    return { fence: this.claim.run.fence, worker: this.claim.worker };
  }

  /** Aborted, with a {@link SliceEnded} as its reason, when the slice is over. */
  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  /** Resolves when the slice is over, for whatever reason. */
  get over(): Promise<Ending> {
    return this.#over.promise;
  }

  /** Ends the slice; only the first ending counts. The answer is what stops the work. */
  end(ending: Ending): SliceEnded {
    if (this.ending === undefined) {
      this.ending = ending;
      const why =
        ending.kind === "fenced" ? new Fenced("The run was taken away.") : new SliceEnded("The slice is over.");
      this.#controller.abort(why);
      this.#over.resolve(ending);
    }
    return this.signal.reason as SliceEnded;
  }

  /** Takes an answer in; whether the event stands. `sentAt` is when it was sent: the lease runs from no later than that. */
  take(answer: SendAnswer, sentAt: number): boolean {
    const stands = answer.applied || answer.reason === "repeated";
    if (stands) {
      this.heldUntil = Math.max(this.heldUntil, sentAt + this.claim.policy.leaseMs);
    }
    // Answers overtake each other; a refusal's row is always news.
    if (answer.run !== null && (!stands || answer.run.version > this.row.version)) {
      this.row = answer.run;
      this.tools.onChange?.(answer.run);
    }
    return stands;
  }
}
