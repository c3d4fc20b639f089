import type { FaultRule, LoggedRequest, StripeFake } from "@sincro/fakes";
import type { Json, SourceRecord } from "@sincro/machine";

/** What a fake of any provider has. */
type Fake = Pick<StripeFake, "faults" | "gate" | "log" | "listen">;

/** A provider whose sync something happens to: its fake, and how to tell whether all of it arrived. */
export interface Provider {
  /** Its source's name. */
  readonly name: "stripe" | "paypal" | "ghl" | "manychat";
  readonly fake: Fake;
  /** By the names of the source's manifest. */
  readonly credentials: Readonly<Record<string, string>>;
  /** What is synced; all that the source has when absent. */
  readonly streams?: readonly string[];
  /** Everything that it has now, as records. An earlier run brought the first of them. */
  objects(): readonly SourceRecord[];
  /** By what a stored record and one of {@link Provider.objects} are known to be the same, where that is not the id. */
  nameOf?(record: { readonly object: string; readonly id: string; readonly data: Json }): string;
  /** What another source's run left in the account. */
  readonly others?: { readonly source: string; readonly records: readonly SourceRecord[] };
  /** Whether a run that was cut off may bring again what is there already: it is stored once, and counts as unchanged. */
  readonly comesAgain?: boolean;
  /** Whether it has lists of pages at all; default true. */
  readonly paged?: boolean;
  /** What its own answers may be broken by, besides what may happen to any. */
  readonly rules?: readonly FaultRule[];
  /** Whether it refuses a request that is part of the protocol, such as one for too much at once. */
  mayRefuse?(request: LoggedRequest): boolean;
  /** How often it has banned somebody, where it counts that itself. */
  bans?(): number;
  /** How many requests a worker may have under way at once. */
  readonly atOnce: number;
}

/** Tells the time in Unix milliseconds. */
export type Clock = () => number;

/** Makes a provider that goes by this clock. */
export type NewProvider = (now: Clock) => Provider;
