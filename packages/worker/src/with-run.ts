import type { RunStore } from "@sincro/store";
import { claimRun, type RunReference } from "./claim.ts";
import { within } from "./clock.ts";
import { endingOf } from "./ending.ts";
import { type HeldRun, heldRun } from "./held-run.ts";
import { type SliceOptions, toolsOf } from "./options.ts";
import type { SliceOutcome } from "./outcome.ts";
import { record } from "./record.ts";
import { Slice } from "./slice.ts";
import { supervise } from "./supervise.ts";

/**
 * Runs one slice of a run: the only place where that is done. It claims the run, beats from a timer while `work`
 * fetches and commits pages, hands the run back at 80 % of the slice's budget, stops the work when the run is taken
 * away, and puts on record how it ended: `work` returned → COMPLETE; threw → YIELD to try again, or FAIL. Whatever
 * `work` does, the slice ends in an event, or, with the store out of reach, in a lease that runs out.
 *
 * It never throws: how the slice was left is its answer.
 *
 * @param run the row as `startRun` or a sweep answered it, or just its id
 * @param work fetches pages from `run.checkpoint` on and commits each; returns only when the provider said that there
 * is no more
 * @example
 * ```ts
 * const outcome = await withRun(store, got.run, async (run) => {
 *   for await (const page of myPages(run.checkpoint, run.signal)) await run.commit(page)
 * })
 * ```
 */
export async function withRun(
  store: RunStore,
  run: RunReference,
  work: (run: HeldRun) => Promise<void>,
  options: SliceOptions = {},
): Promise<SliceOutcome> {
  const tools = toolsOf(options);
  const claim = await claimRun(store, run, options.worker ?? crypto.randomUUID(), tools);
  if ("kind" in claim) return claim;

  const slice = new Slice(store, claim, tools, options.sliceMs ?? claim.policy.sliceMs, options.allowance);
  const stopWatching = supervise(slice, options);
  const done = perform(slice, work, options.drain);
  const ending = await slice.over;
  stopWatching();
  // Work that ignores its signal is not waited for: whatever it still commits is refused.
  const letGo = await within<boolean>(tools.clock, claim.policy.beatMs, done, () => false);
  return record(slice, ending, letGo);
}

/** Does the work and ends the slice with what became of it, unless it is over already. */
async function perform(slice: Slice, work: (run: HeldRun) => Promise<void>, drain?: AbortSignal): Promise<true> {
  const { run, idle } = heldRun(slice, drain);
  const { random, secrets } = slice.tools;
  try {
    if (slice.ending === undefined) await work(run);
    await idle();
    slice.end({ kind: "complete" });
  } catch (thrown) {
    slice.end(endingOf(thrown, slice.row.attempts, random, secrets));
  }
  return true;
}
