import type { Client } from "pg";
import type { Moment } from "./cast.ts";
import { Frontier, isPreemption } from "./frontier.ts";
import { play } from "./play.ts";
import type { Scenario, Scope, Violation } from "./scenario.ts";
import type { Stage } from "./stage.ts";

/**
 * Watches one schedule. Made afresh for each, so that it can remember what it saw.
 */
export interface Watch {
  /** After each step in which a statement was answered. */
  step(moments: readonly Moment[]): Promise<readonly Violation[]>;
  /** When no actor has anything left to do: the drain, and what must be true in the end. */
  end(timeline: readonly Moment[]): Promise<readonly Violation[]>;
}

/** Options of {@link explore}. */
export interface ExploreOptions {
  /**
   * `call`: each statement of an actor is one step. `statement`: a session also stops inside the functions, before each
   * statement that touches what others can see. `every`: before each statement of a function that may write.
   */
  readonly level: "call" | "statement" | "every";
  /** At most so many preemptions (switches away from an actor that could go on inside its statement). Default: any. */
  readonly preemptions?: number;
  /** At most so many schedules. Default: any. */
  readonly schedules?: number;
  /** Draws the next schedule from all that are open, by this seed. Without it: fewest preemptions first. */
  readonly seed?: number;
  /** Settings of the actors' sessions, e.g. `{ "sincro.lease_ms": "0" }`. */
  readonly settings?: Readonly<Record<string, string>>;
  /** Equal actors, by place in the scenario: schedules that differ in their names only are played once. */
  readonly alike?: readonly (readonly number[])[];
  /** What must hold. Without it only errors, deadlocks and endless schedules are violations. */
  readonly watch?: (scope: Scope, admin: Client) => Watch;
  /** Errors of the server that the scenario expects; a deadlock never is one. */
  readonly allows?: (moment: Moment, code: string) => boolean;
  /** Sent now and then, when nobody is under way, so that the tables stay small. */
  readonly tidy?: string;
}

/** A schedule that breaks a promise. */
export interface Broken {
  /** Whose turn it was, step by step: names of actors. */
  readonly schedule: readonly string[];
  readonly preemptions: number;
  /** T0, T1, … up to the step at which it was seen. */
  readonly timeline: readonly Moment[];
  readonly violations: readonly Violation[];
}

/** What an exploration found. */
export interface Exploration {
  readonly schedules: number;
  readonly steps: number;
  readonly statements: number;
  /** No schedule is left within the bounds that were given. */
  readonly exhausted: boolean;
  /** All schedules with at most so many preemptions were played; -1: not even those without any. */
  readonly complete: number;
  /** Schedules that could not be played again as asked, because the server let somebody else in first. */
  readonly diverged: number;
  readonly ms: number;
  readonly violation?: Broken;
}

const depths = { call: 0, statement: 1, every: 2 } as const;

const tidyEvery = 100;
let played = 0;

/**
 * Plays a scenario under every schedule, fewest preemptions first, until one breaks a promise or none is left.
 *
 * The search is stateless: each schedule is played from its beginning in a scope of its own, and each differs from
 * every other, so what is counted is counted once.
 *
 * Sound reductions, which lose no violation: a step that only computes is not a stop (levels); equal actors begin in one
 * order (`alike`). Bounds, which may: `preemptions`, `schedules`. `exhausted` speaks of what is within the bounds.
 *
 * @example
 * const stage = await openStage({ url, adminUrl, actors: 2, instrumented: true });
 * const { violation } = await explore(stage, twoOperatorsStart, { level: "statement", preemptions: 2, watch });
 */
export async function explore(stage: Stage, scenario: Scenario, options: ExploreOptions): Promise<Exploration> {
  const limit = options.schedules ?? Number.POSITIVE_INFINITY;
  const began = performance.now();
  const sum = { schedules: 0, steps: 0, statements: 0, diverged: 0 };
  const done = (exhausted: boolean, complete: number, violation?: Broken): Exploration => ({
    ...sum,
    exhausted,
    complete,
    ms: performance.now() - began,
    ...(violation && { violation }),
  });
  for (const seat of stage.seats.slice(0, scenario.actors.length))
    await seat.prepare(depths[options.level], options.settings ?? {});
  await stage.prepare(options.settings ?? {});
  const frontier = new Frontier(options.preemptions ?? Number.POSITIVE_INFINITY, options.seed);
  let complete = -1;
  for (let open = frontier.take(); open !== undefined; open = frontier.take()) {
    if (sum.schedules >= limit) return done(false, complete);
    if (options.seed === undefined) complete = open.preemptions - 1;
    const run = await playOnce(stage, scenario, options, open.prefix);
    sum.schedules += 1;
    sum.steps += run.choices.length;
    sum.statements += run.statements;
    sum.diverged += run.diverged ? 1 : 0;
    if (run.violation) return done(false, complete, run.violation);
    if (!run.diverged) frontier.add(open, run.choices);
  }
  return done(true, options.preemptions ?? Number.POSITIVE_INFINITY);
}

async function playOnce(stage: Stage, scenario: Scenario, options: ExploreOptions, prefix: readonly number[]) {
  played += 1;
  if (options.tidy !== undefined && played % tidyEvery === 0) await stage.admin.query(options.tidy);
  const scope = { source: `race ${played}`, account: "default" };
  for (const { sql, values } of scenario.before?.(scope) ?? []) await stage.nobody.query(sql, [...(values ?? [])]);
  const watch = options.watch?.(scope, stage.admin);
  let found: { violations: readonly Violation[]; moments: number; steps: number } | undefined;
  let steps = 0;
  let moments = 0;
  const onStep = async (stepped: readonly Moment[]) => {
    steps += 1;
    moments += stepped.length;
    // Only an answer can have committed anything.
    if (found || stepped.every(({ stop }) => stop.kind !== "answered")) return;
    const violations = [
      ...stepped.flatMap((moment) => errorsOf(moment, options)),
      ...((await watch?.step(stepped)) ?? []),
    ];
    if (violations.length > 0) found = { violations, moments, steps };
  };
  const run = await play(stage, scenario, scope, { prefix, onStep, alike: options.alike ?? [] });
  if (!found) {
    const endless = run.unfinished.map((who) => ({
      invariant: "every call ends",
      detail: `${who}, after ${steps} steps`,
    }));
    const violations = [...endless, ...((await watch?.end(run.timeline)) ?? [])];
    if (violations.length > 0) found = { violations, moments, steps };
  }
  const violation: Broken | undefined = found && {
    schedule: run.choices.slice(0, found.steps).map(({ chosen }) => scenario.actors[chosen]?.name ?? ""),
    preemptions: run.choices.filter((choice) => isPreemption(choice)).length,
    timeline: run.timeline.slice(0, found.moments),
    violations: found.violations,
  };
  return { ...run, violation };
}

function errorsOf(moment: Moment, { allows }: ExploreOptions): readonly Violation[] {
  const { stop, actor, say } = moment;
  if (stop.kind !== "answered" || stop.answer.ok) return [];
  const { code, message } = stop.answer;
  const detail = `${actor}, ${say}: ${code} ${message}`;
  if (code === "40P01") return [{ invariant: "no deadlock", detail }];
  return allows?.(moment, code) === true ? [] : [{ invariant: "a refusal is an answer, not an error", detail }];
}
