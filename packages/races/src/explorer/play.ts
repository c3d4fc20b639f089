import type { Answer, Scenario, Scope, Statement } from "./scenario.ts";
import type { Seat, Stage } from "./stage.ts";

/** What an actor came to in one step. */
export type Stop =
  | { readonly kind: "paused"; readonly where: string }
  | { readonly kind: "answered"; readonly answer: Answer }
  | { readonly kind: "blocked"; readonly by: readonly string[] };

/** One entry of a timeline: T0, T1, … */
export interface Moment {
  readonly t: number;
  readonly actor: string;
  /** What the statement is, in an operator's words. */
  readonly say: string;
  /** Whether the statement was sent now, went on from a pause, or went on because another let go of a lock. */
  readonly step: "sends" | "goes on" | "is let in";
  readonly stop: Stop;
}

/** A point at which one of several could have gone next. */
export interface Choice {
  /** Actors that could, by their place in the scenario. */
  readonly enabled: readonly number[];
  readonly chosen: number;
  /** The actor that was in the middle of a statement and could have gone on: another one's step is a preemption. */
  readonly current: number | undefined;
}

/** What a step did, for whoever watches. */
export interface Stepped {
  readonly moments: readonly Moment[];
  /** Whether something may have been committed in it. */
  readonly answered: boolean;
}

/** A schedule as it was played. */
export interface Played {
  readonly choices: readonly Choice[];
  readonly timeline: readonly Moment[];
  readonly statements: number;
  /** The schedule that was asked for could not be followed: somebody else was let in first by the server. */
  readonly diverged: boolean;
  readonly endless: boolean;
}

interface Player {
  readonly name: string;
  readonly acting: Generator<Statement, void, Answer>;
  state: "ready" | "moving" | "paused" | "blocked" | "done";
  statement: Statement | undefined;
  step: Moment["step"];
  holds: boolean;
  by: readonly number[];
}

/** Options of {@link play}. */
export interface PlayOptions {
  /** Whose turn it is, step by step; when it ends, whoever is in a statement goes on, else the first that can. */
  readonly prefix: readonly number[];
  /** Equal actors, by place: of those that have not begun only the first may begin. */
  readonly alike?: readonly (readonly number[])[];
  /** Sees each step; true ends the schedule's checks (it is played to its end all the same). */
  readonly onStep?: (step: Stepped) => Promise<void>;
}

const longest = 400;

const begins = /^\s*(begin|start\s+transaction)\b/i;
const closes = /^\s*(commit|rollback|end|abort)\b/i;

/** Plays a scenario once, on sessions that are idle, and leaves them idle. */
export async function play(stage: Stage, { actors }: Scenario, scope: Scope, options: PlayOptions): Promise<Played> {
  const players: Player[] = actors.map(({ name, act }) => ({
    name,
    acting: act(scope),
    state: "ready",
    statement: undefined,
    step: "sends",
    holds: false,
    by: [],
  }));
  const timeline: Moment[] = [];
  let statements = 0;
  let events = 0;
  let wake = () => {};
  let broken: unknown;

  const note = (player: Player, stop: Stop) => {
    const say = (player.statement as Statement).say;
    timeline.push({ t: timeline.length, actor: player.name, say, step: player.step, stop });
  };
  const happened = () => {
    events += 1;
    wake();
  };
  const advance = (player: Player, next: IteratorResult<Statement, void>) => {
    player.statement = next.done === true ? undefined : next.value;
    player.state = next.done === true ? "done" : "ready";
  };
  players.forEach((player, index) => {
    advance(player, player.acting.next());
    stage.seats[index]?.onPause((where) => {
      note(player, { kind: "paused", where });
      player.state = "paused";
      happened();
    });
  });

  function send(index: number): void {
    const player = players[index] as Player;
    const statement = player.statement as Statement;
    const seat = stage.seats[index];
    if (seat === undefined) throw new Error(`the stage has no session for ${player.name}`);
    statements += 1;
    seat.send(statement).then(
      (answer) => {
        note(player, { kind: "answered", answer });
        if (begins.test(statement.sql)) player.holds = true;
        if (closes.test(statement.sql)) player.holds = false;
        try {
          advance(player, player.acting.next(answer));
        } catch (error) {
          broken = error;
          player.state = "done";
        }
        happened();
      },
      (error: unknown) => {
        broken = error;
        player.state = "done";
        happened();
      },
    );
  }

  /** Waits until everybody is paused, has an answer, or waits for a lock of somebody who stands still. */
  async function settle(): Promise<void> {
    for (;;) {
      if (broken !== undefined) throw broken;
      const open = players.flatMap((player, index) =>
        player.state === "moving" || player.state === "blocked" ? [index] : [],
      );
      if (open.length === 0) return;
      const others = players.some(
        (player, index) => !open.includes(index) && (player.state === "paused" || player.holds),
      );
      if (open.length === 1 && !others) {
        const seen = events;
        await new Promise<void>((resolve) => {
          wake = resolve;
          if (events !== seen) resolve();
        });
        continue;
      }
      const seen = events;
      const pids = open.map((index) => (stage.seats[index] as Seat).pid);
      const table = await stage.blockers(pids);
      if (events !== seen) continue;
      const by = new Map(open.map((index, place) => [index, actorsOf(table.get(pids[place] as number) ?? [])]));
      if (open.some((index) => (by.get(index) as number[]).length === 0) || inCircle(by)) continue;
      for (const index of open) {
        const player = players[index] as Player;
        player.by = by.get(index) as number[];
        if (player.state === "moving")
          note(player, { kind: "blocked", by: player.by.map((other) => (players[other] as Player).name) });
        player.state = "blocked";
        player.step = "is let in";
      }
      return;
    }
  }

  /** Ends what is still under way, so that the sessions can be used again. */
  async function callOff(): Promise<void> {
    for (const [index, player] of players.entries()) {
      if (player.state !== "paused" && player.state !== "blocked") continue;
      const goesOn = player.state === "paused";
      const seat = stage.seats[index] as Seat;
      player.acting.return();
      const seen = events;
      await stage.admin.query("select pg_cancel_backend($1)", [seat.pid]);
      while (events === seen) await stage.blockers([seat.pid]);
      if (goesOn) await seat.release();
    }
  }

  const actorsOf = (pids: readonly number[]) =>
    pids.flatMap((pid) => {
      const index = stage.seats.findIndex((seat) => seat.pid === pid);
      return index === -1 ? [] : [index];
    });

  const choices: Choice[] = [];
  let diverged = false;
  let current: number | undefined;
  const unbegun = new Set(players.keys());
  for (;;) {
    const enabled = players.flatMap((player, index) => {
      if (player.state !== "ready" && player.state !== "paused") return [];
      const first = options.alike?.find((equal) => equal.includes(index))?.find((other) => unbegun.has(other));
      return unbegun.has(index) && first !== undefined && first !== index ? [] : [index];
    });
    if (enabled.length === 0 || choices.length >= longest) break;
    const busy = current !== undefined && players[current]?.state === "paused" ? current : undefined;
    const asked = diverged ? undefined : options.prefix[choices.length];
    if (asked !== undefined && !enabled.includes(asked)) diverged = true;
    const chosen = asked !== undefined && !diverged ? asked : (busy ?? (enabled[0] as number));
    choices.push({ enabled, chosen, current: busy });
    unbegun.delete(chosen);
    current = chosen;
    const player = players[chosen] as Player;
    const from = timeline.length;
    player.step = player.state === "ready" ? "sends" : "goes on";
    const goesOn = player.state === "paused";
    player.state = "moving";
    if (goesOn) await (stage.seats[chosen] as Seat).release();
    else send(chosen);
    await settle();
    const moments = timeline.slice(from);
    await options.onStep?.({ moments, answered: moments.some(({ stop }) => stop.kind === "answered") });
  }
  const endless = players.some(({ state }) => state !== "done");
  if (endless) await callOff();
  return { choices, timeline, statements, diverged: diverged || options.prefix.length > choices.length, endless };
}

/** Whether somebody waits for himself through others: the server is about to end one of them. */
function inCircle(by: ReadonlyMap<number, readonly number[]>): boolean {
  const stands = (index: number, path: readonly number[]): boolean =>
    path.includes(index) || (by.get(index) ?? []).some((other) => stands(other, [...path, index]));
  return [...by.keys()].some((index) => stands(index, []));
}
