import { type Cast, castOf, type Moment, type Player } from "./cast.ts";
import type { Scenario, Scope } from "./scenario.ts";
import { settle } from "./settle.ts";
import type { Stage } from "./stage.ts";

/** A point at which one of several could have gone next. */
export interface Choice {
  /** Actors that could, by their place in the scenario. */
  readonly enabled: readonly number[];
  readonly chosen: number;
  /** The actor that was in the middle of a statement and could have gone on: another one's step is a preemption. */
  readonly current: number | undefined;
}

/** A schedule as it was played. */
export interface Played {
  readonly choices: readonly Choice[];
  readonly timeline: readonly Moment[];
  readonly statements: number;
  /** The schedule that was asked for could not be followed: somebody else was let in first by the server. */
  readonly diverged: boolean;
  /** Who did not come to an end, and what they were at. */
  readonly unfinished: readonly string[];
}

/** Options of {@link play}. */
export interface PlayOptions {
  /** Whose turn it is, step by step; when it ends, whoever is in a statement goes on, else the first that can. */
  readonly prefix: readonly number[];
  /** Equal actors, by place: of those that have not begun only the first may begin. */
  readonly alike: readonly (readonly number[])[];
  /** Sees what happened in each step. */
  readonly onStep: (moments: readonly Moment[]) => Promise<void>;
}

/** Steps after which a schedule counts as endless: ten times as many as any here needs. */
const longest = 1_500;

/** Plays a scenario once, on sessions that are idle, and leaves them idle. */
export async function play(stage: Stage, { actors }: Scenario, scope: Scope, options: PlayOptions): Promise<Played> {
  const cast = castOf(stage, actors, scope);
  const { players, timeline } = cast;
  const choices: Choice[] = [];
  const unbegun = new Set(players.keys());
  let diverged = false;
  let current: number | undefined;
  while (choices.length < longest) {
    const enabled = canGo(players, unbegun, options.alike);
    if (enabled.length === 0) break;
    const busy = current !== undefined && players[current]?.state === "paused" ? current : undefined;
    const asked = options.prefix[choices.length];
    diverged ||= asked !== undefined && !enabled.includes(asked);
    const chosen = asked === undefined || diverged ? (busy ?? (enabled[0] as number)) : asked;
    choices.push({ enabled, chosen, current: busy });
    unbegun.delete(chosen);
    current = chosen;
    const from = timeline.length;
    await step(stage, cast, players[chosen] as Player);
    await options.onStep(timeline.slice(from));
  }
  const unfinished = players.flatMap(({ name, state, statement }) =>
    state === "done" ? [] : [`${name}, ${statement?.say}: ${state}`],
  );
  await callOff(stage, cast);
  const statements = timeline.filter(({ step }) => step === "sends").length;
  return { choices, timeline, statements, diverged: diverged || options.prefix.length > choices.length, unfinished };
}

function canGo(players: readonly Player[], unbegun: ReadonlySet<number>, alike: PlayOptions["alike"]): number[] {
  return players.flatMap(({ state }, index) => {
    if (state !== "ready" && state !== "paused") return [];
    const first = alike.find((equal) => equal.includes(index))?.find((other) => unbegun.has(other));
    return unbegun.has(index) && first !== undefined && first !== index ? [] : [index];
  });
}

async function step(stage: Stage, cast: Cast, player: Player): Promise<void> {
  const goesOn = player.state === "paused";
  player.step = goesOn ? "goes on" : "sends";
  player.state = "moving";
  if (goesOn) await player.seat.release();
  else cast.send(player);
  await settle(stage, cast);
}

/** Ends what is still under way, so that the sessions can be used again. */
async function callOff(stage: Stage, cast: Cast): Promise<void> {
  for (const { acting, state, seat } of cast.players) {
    if (state !== "paused" && state !== "blocked") continue;
    acting.return();
    const seen = cast.events();
    await stage.admin.query("select pg_cancel_backend($1)", [seat.pid]);
    await cast.eventAfter(seen);
    if (state === "paused") await seat.release();
  }
  for (const { holds, seat } of cast.players) if (holds) await seat.send({ say: "", sql: "rollback" });
}
