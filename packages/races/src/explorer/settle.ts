import type { Cast, Player } from "./cast.ts";
import type { Stage } from "./stage.ts";

/** Most steps take less than a millisecond; a look at the lock table costs as much as a step. */
const lookAfterMs = 3;

/** Who waits for whom, by the server's lock table; only actors count. */
async function waits(stage: Stage, cast: Cast, open: readonly Player[]) {
  const table = await stage.blockers(open.map(({ seat }) => seat.pid));
  return new Map(
    open.map((player) => {
      const pids = table.get(player.seat.pid) ?? [];
      return [player, cast.players.filter(({ seat }) => pids.includes(seat.pid))] as const;
    }),
  );
}

/** Whether somebody waits for himself through others: the server is about to end one of them. */
function inCircle(by: ReadonlyMap<Player, readonly Player[]>): boolean {
  const stands = (player: Player, path: readonly Player[]): boolean =>
    path.includes(player) || (by.get(player) ?? []).some((other) => stands(other, [...path, player]));
  return [...by.keys()].some((player) => stands(player, []));
}

/**
 * Waits until everybody is paused, has an answer, or waits for a lock of somebody who stands still. Who waits is read
 * from the lock table; time only says when to look.
 */
export async function settle(stage: Stage, cast: Cast): Promise<void> {
  const open = () => cast.players.filter(({ state }) => state === "moving" || state === "blocked");
  const anybodyHolds = () =>
    cast.players.some(({ state, holds }) => state === "paused" || state === "blocked" || holds);
  for (;;) {
    const limit = anybodyHolds() ? lookAfterMs : undefined;
    if (open().some(({ state }) => state === "moving")) await cast.eventAfter(cast.events(), limit);
    const waiting = open();
    if (waiting.length === 0) return;
    if (!anybodyHolds()) continue;
    const seen = cast.events();
    const by = await waits(stage, cast, waiting);
    // What was read before somebody came to a stop may be old.
    if (cast.events() !== seen) continue;
    const free = waiting.filter((player) => by.get(player)?.length === 0);
    for (const player of free) player.state = "moving";
    if (free.length > 0 || inCircle(by)) continue;
    for (const player of waiting) {
      const names = (by.get(player) ?? []).map(({ name }) => name);
      if (player.state === "moving") cast.note(player, { kind: "blocked", by: names });
      player.state = "blocked";
      player.step = "is let in";
    }
    return;
  }
}
