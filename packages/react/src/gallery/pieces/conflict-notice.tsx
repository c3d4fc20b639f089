import { waitFor } from "xstate";
import { ConflictNotice } from "../../components/conflict-notice.tsx";
import type { Sync } from "../../hooks/context.ts";
import type { RunRow } from "../../view/run-row.ts";
import { inTheWay } from "../answers.ts";
import { ended, four, idOf, reading, silentRun } from "../runs.ts";
import type { Scene } from "../scene.ts";
import type { StateOf } from "../states.ts";
import { refused, unanswered } from "../world.ts";

/** Presses «Sincronizar todo» and waits for the choice. */
export async function pressSyncAll({ operations }: Sync): Promise<void> {
  operations.start.send({ type: "ASK", ask: { kind: "all", mode: "7d" }, requestId: idOf(900) });
  await waitFor(operations.start, (flow) => flow.matches("choosing"));
}

/** The first call finds these in the way; what follows is answered by `then`. */
function choice(runs: readonly RunRow[], then: () => Promise<never> = unanswered): Scene {
  return {
    world: { runs, answers: { syncAll: ({ requestId }) => (requestId === idOf(900) ? inTheWay(runs)() : then()) } },
    play: pressSyncAll,
    draw: () => <ConflictNotice place="page" />,
    shows: '[data-testid="conflict-page"]',
  };
}

const held = reading({ source: "stripe" });
const finished = ended("completed", { version: 2 });

export const conflictNotice: Record<StateOf<"conflict-notice">, Scene> = {
  one: choice([held]),
  several: { ...choice(four), shows: '[data-testid="conflict-page"] li:nth-child(4)' },
  silent: choice([silentRun(), ...four.slice(1, 2)]),
  restarting: {
    ...choice([held]),
    play: async (sync) => {
      await pressSyncAll(sync);
      sync.operations.start.send({ type: "RESTART", requestId: idOf(901) });
    },
    shows: '[data-testid="conflict-restart"][aria-busy="true"]',
  },
  failed: {
    ...choice([held], refused("store_unreachable")),
    play: async (sync) => {
      await pressSyncAll(sync);
      sync.operations.start.send({ type: "RESTART", requestId: idOf(901) });
      await waitFor(sync.operations.start, (flow) => flow.matches("choosing"));
    },
    shows: '[data-testid="conflict-page"] [role="alert"]',
  },
  vanished: {
    ...choice([held]),
    play: async (sync) => {
      await pressSyncAll(sync);
      sync.center.apply([finished]);
      sync.operations.start.send({ type: "START_NOW", requestId: idOf(901) });
    },
    shows: '[data-testid="conflict-restart"][aria-busy="true"]',
  },
  over: {
    ...choice([held]),
    play: async (sync) => {
      await pressSyncAll(sync);
      sync.center.apply([ended("failed", { version: 2, error_code: "provider_unreachable" })]);
    },
  },
  corner: {
    ...choice([held]),
    draw: () => (
      <div className="w-full max-w-104">
        <ConflictNotice place="corner" />
      </div>
    ),
    shows: '[data-testid="conflict-corner"]',
  },
};
