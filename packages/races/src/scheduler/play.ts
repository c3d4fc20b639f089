import type { Scheduler } from "fast-check";
import { RunNames } from "../old-design/names.ts";
import { type Moment, marked, timeline } from "../old-design/timeline.ts";
import { act } from "./actor.ts";
import { toTheEnd } from "./fair.ts";
import type { History } from "./programs.ts";
import { stepPromises, wrongCount } from "./promises.ts";
import { type Step, wires } from "./wire.ts";
import type { MakeWorld } from "./world.ts";

const fair = "under fair scheduling every run ends";

/** Every promise that a history is held to. */
export const promises = [
  ...stepPromises.map(({ promise }) => promise),
  "counters are the rows that were written",
  "one request, one run",
  fair,
] as const;

/** A promise of {@link promises}. */
export type PromiseName = (typeof promises)[number];

/** A promise that a history broke; the message is the timeline as an operator reads it. */
export class Broken extends Error {
  override readonly name = "Broken";
  readonly promise: PromiseName;

  constructor(promise: PromiseName, detail: string, moments: readonly Moment[]) {
    super(`\n${timeline(moments)}\n${marked("      ✗ ", `${promise}: ${detail}`)}\n`);
    this.promise = promise;
  }
}

/**
 * Plays a history in a world of its own, its requests and answers in the scheduler's order, then lets time pass and
 * one healthy worker work until nothing is active. Answers how many steps the store took.
 *
 * @param held the promises that are looked at; all unless told otherwise (the healthy worker comes only for the last)
 * @throws Broken
 */
export async function play(
  { begun, programs }: History,
  make: MakeWorld,
  scheduler: Scheduler,
  held: readonly PromiseName[] = promises,
): Promise<number> {
  const names = new RunNames();
  const moments: Moment[] = [];
  const world = make(names);
  const requests = new Map<string, string>();

  const check = (promise: PromiseName, detail: string | null) => {
    if (detail !== null && held.includes(promise)) throw new Broken(promise, names.in(detail), moments);
  };
  const onStep = (step: Step) => {
    moments.push({ who: step.who, does: step.does, said: step.said });
    for (const { promise, broken } of stepPromises) check(promise, broken(step));
  };
  const wire = wires({ see: () => world.see(), onStep }, scheduler);
  const heard = (requestId: string, runId: string) => {
    const known = requests.get(requestId) ?? runId;
    check("one request, one run", known === runId ? null : `${known} and ${runId} were started by one request`);
    requests.set(requestId, runId);
  };
  const reach = (who: string) => ({
    scope: world.scope,
    store: (note?: string) => world.store(wire(who, note)),
    wait: (ms: number) => wire("time")({ does: `${ms / 1_000} s pass`, ask: () => world.advance(ms), said: () => "" }),
    heard,
  });

  if (begun)
    await scheduler.waitFor(
      act({ who: "ana", deeds: [{ do: "start", onConflict: "reject", delivery: "once" }] }, reach("ana")),
    );
  await scheduler.waitFor(Promise.all(programs.map((program) => act(program, reach(program.who)))));
  check("counters are the rows that were written", wrongCount(await world.see()));
  if (!held.includes(fair)) return moments.length;
  const left = await scheduler.waitFor(toTheEnd(reach));
  check(fair, left);
  check("counters are the rows that were written", wrongCount(await world.see()));
  return moments.length;
}
