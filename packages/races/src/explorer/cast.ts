import type { Actor, Answer, Scope, Statement } from "./scenario.ts";
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

/** An actor who is being played, in a session. */
export interface Player {
  readonly name: string;
  readonly seat: Seat;
  readonly acting: Generator<Statement, void, Answer>;
  state: "ready" | "moving" | "paused" | "blocked" | "done";
  /** The one to send, or the one that is under way. */
  statement: Statement | undefined;
  step: Moment["step"];
  /** Inside a transaction of several statements. */
  holds: boolean;
}

/** The actors of one schedule, and what happened to them so far. */
export interface Cast {
  readonly players: readonly Player[];
  readonly timeline: Moment[];
  /** How often somebody paused or was answered. */
  events(): number;
  /** Waits for the next of them after the first `seen`; with a limit, not longer. */
  eventAfter(seen: number, limitMs?: number): Promise<void>;
  note(player: Player, stop: Stop): void;
  send(player: Player): void;
}

const begins = /^\s*(begin|start\s+transaction)\b/i;
const closes = /^\s*(commit|rollback|end|abort)\b/i;

function advance(player: Player, next: IteratorResult<Statement, void>): void {
  player.statement = next.done === true ? undefined : next.value;
  player.state = next.done === true ? "done" : "ready";
}

/** Gives each actor a session; nobody has sent anything yet. */
export function castOf(stage: Stage, actors: readonly Actor[], scope: Scope): Cast {
  const timeline: Moment[] = [];
  let events = 0;
  let wake = () => {};
  let broken: { readonly error: unknown } | undefined;
  const happened = () => {
    events += 1;
    wake();
  };
  const breaks = (error: unknown) => {
    broken = { error };
    happened();
  };
  const note = (player: Player, stop: Stop) => {
    const say = player.statement?.say ?? "";
    timeline.push({ t: timeline.length, actor: player.name, say, step: player.step, stop });
  };
  const players = actors.map(({ name, act }, index): Player => {
    const seat = stage.seats[index];
    if (seat === undefined) throw new Error(`the stage has no session for ${name}`);
    const acting = act(scope);
    const player: Player = { name, seat, acting, state: "ready", statement: undefined, step: "sends", holds: false };
    advance(player, acting.next());
    seat.onPause((where) => {
      note(player, { kind: "paused", where });
      player.state = "paused";
      happened();
    });
    return player;
  });
  const answered = (player: Player, { sql }: Statement, answer: Answer) => {
    note(player, { kind: "answered", answer });
    if (begins.test(sql)) player.holds = true;
    if (closes.test(sql)) player.holds = false;
    advance(player, player.acting.next(answer));
    happened();
  };
  return {
    players,
    timeline,
    events: () => events,
    eventAfter: async (seen, limitMs) => {
      await new Promise<void>((resolve) => {
        const timer = limitMs === undefined ? undefined : setTimeout(resolve, limitMs);
        wake = () => {
          clearTimeout(timer);
          resolve();
        };
        if (events !== seen) wake();
      });
      if (broken) throw broken.error;
    },
    note,
    send: (player) => {
      const statement = player.statement as Statement;
      player.seat
        .send(statement)
        .then((answer) => answered(player, statement, answer))
        .catch(breaks);
    },
  };
}
