import type { LimitScope, RateLimit } from "./rate-limit.ts";

/** What can go wrong with one request. */
export type Fault =
  /** 429; `reason` and `retryAfterS` (seconds) are sent in the provider's own headers. */
  | { kind: "rate_limited"; retryAfterS?: number; reason?: string; scope?: LimitScope }
  /** An HTTP error (500, 503, 401 …) with the provider's own error body. */
  | { kind: "status"; status: number }
  /** The socket closes in the middle of the body. */
  | { kind: "truncated" }
  /** 200 with a body that is no JSON, as a proxy on the way answers. */
  | { kind: "malformed" }
  /** The socket closes before any answer. */
  | { kind: "closed" }
  /** No answer until the gate releases it or the client lets go. */
  | { kind: "hang" }
  /** The first page that the rule met of a list, again and again: a cursor that stands still. */
  | { kind: "repeated" }
  /** Half as many rows as there should be, though there is more; only fakes that say so make such pages. */
  | { kind: "half" };

/** The kind of a fault. */
export type FaultKind = Fault["kind"];

/** A fault and whom it meets. */
export type FaultRule = Fault & {
  /** Only requests to exactly this path; otherwise all. */
  path?: string;
  /** Every k-th of them (1: each). */
  every?: number;
  /** At most so often; then the rule is spent. */
  times?: number;
};

/** All switches of a provider; `set` replaces them together. */
export interface FaultSwitches {
  /** Time from request to answer, in milliseconds. */
  latencyMs?: number;
  limit?: RateLimit;
  /** The first rule that meets a request decides; each counts its own requests. */
  rules?: readonly FaultRule[];
}

/** The switches of one fake, settable while it runs. */
export interface Faults {
  readonly current: Readonly<FaultSwitches>;
  /** Replaces all switches and starts every count anew. */
  set(switches: FaultSwitches): void;
  /** Back to good behaviour. */
  clear(): void;
}

/** The side that obeys the switches. */
export interface FaultDealer extends Faults {
  draw(path: string): Fault | null;
}

/** Switches, set to `initial`. */
export function createFaults(initial: FaultSwitches = {}): FaultDealer {
  let current: FaultSwitches = {};
  let counted: { rule: FaultRule; seen: number; met: number }[] = [];

  function set(switches: FaultSwitches) {
    current = switches;
    counted = (switches.rules ?? []).map((rule) => ({ rule: { ...rule }, seen: 0, met: 0 }));
  }

  set(initial);
  return {
    get current() {
      return current;
    },
    set,
    clear: () => set({}),
    draw(path) {
      const due = counted.filter((one) => {
        const { path: only = path, every = 1, times = Infinity } = one.rule;
        return only === path && ++one.seen % every === 0 && one.met < times;
      });
      const [first] = due;
      if (!first) return null;
      first.met++;
      return first.rule;
    },
  };
}
