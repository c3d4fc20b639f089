/**
 * Every number of the protocol, in one place. It is compiled into the SQL function `sync_policy()`; one database may
 * override a number with `alter database … set sincro.lease_ms = …` (the name in snake case), and workers read the
 * result when they claim.
 */
export interface Policy {
  /** How long a claim or a heartbeat keeps a run held, in milliseconds. */
  readonly leaseMs: number;
  /** How often a worker beats, in milliseconds: a quarter of the lease, so that three may be lost. */
  readonly beatMs: number;
  /** How long a run that is due may wait to be claimed before it is dispatched again, in milliseconds. */
  readonly pickupGraceMs: number;
  /** How often the sweeper looks for passed deadlines, in milliseconds. */
  readonly sweepMs: number;
  /** The silence since the last progress that makes a run `stale` (`lost_worker`). */
  readonly silences: number;
  /** How many slices in a row may hand a run back without progress. */
  readonly attempts: number;
  /** How long one worker holds a run, in milliseconds; it yields at 80 % of this. */
  readonly sliceMs: number;
  /** A heartbeat never moves the deadline past claim + this × slice: a worker that hangs while its timer beats loses the run. */
  readonly sliceSlack: number;
  /** How long a run may be due in a watched queue that stands still before it is `stale` (`no_worker`), in milliseconds. */
  readonly noWorkerMs: number;
  /** How long a run may go without progress, whatever it waits for, before it is `stale` (`no_progress`), in milliseconds: a provider's daily quota and an hour. */
  readonly noProgressMs: number;
}

/** The numbers of an installation that overrides none: a dead worker is noticed within lease + sweep = 90 s. */
export const policy: Policy = {
  leaseMs: 60_000,
  beatMs: 15_000,
  pickupGraceMs: 60_000,
  sweepMs: 30_000,
  silences: 3,
  attempts: 5,
  sliceMs: 300_000,
  sliceSlack: 1.25,
  noWorkerMs: 600_000,
  noProgressMs: 25 * 3_600_000,
};

/** The name of the database setting that overrides a number of the policy: `leaseMs` → `sincro.lease_ms`. */
export function settingName(name: keyof Policy): string {
  return `sincro.${name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)}`;
}
