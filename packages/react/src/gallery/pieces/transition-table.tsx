import type { SyncRunEvent } from "@sincro/machine";
import { TransitionTable } from "../../components/run/transition-table.tsx";
import { at } from "../../view/run.fixture.ts";
import { idOf } from "../runs.ts";
import type { Scene } from "../scene.ts";
import type { StateOf } from "../states.ts";

const step = (n: number, changes: Partial<SyncRunEvent>): SyncRunEvent => ({
  run_id: idOf(1),
  n,
  at: at(-600 + n * 2),
  event: "COMMIT",
  from_status: "running",
  to_status: "running",
  applied: true,
  reason: null,
  fence: 2,
  actor_kind: "worker",
  actor: "w1",
  seq: n,
  records: 100,
  ms: 1_900,
  detail: null,
  ...changes,
});

const begun = [
  step(1, { event: "START", from_status: null, actor_kind: "user", actor: "ana@acme.mx", records: null, ms: null }),
  step(2, { event: "CLAIM", records: null, ms: 400 }),
];
const pages = (count: number) => Array.from({ length: count }, (_, page) => step(page + 3, {}));
const afterwards = [
  step(6, {
    event: "CANCEL",
    to_status: "cancelled",
    actor_kind: "user",
    actor: "ana@acme.mx",
    records: null,
    ms: null,
  }),
  step(7, { from_status: "cancelled", to_status: "cancelled", applied: false, reason: "fenced" }),
];

const table = (events: readonly SyncRunEvent[], loaded = true): Scene => ({
  draw: () => (
    <div className="rounded-xl border border-line bg-card p-4">
      <TransitionTable events={events} loaded={loaded} />
    </div>
  ),
  shows:
    events.length === 0
      ? `[data-testid="steps-none"]`
      : `[data-testid="step"]:nth-child(${Math.min(5, events.length)})`,
});

/** A run's history. */
export const transitionTable: Record<StateOf<"transition-table">, Scene> = {
  loading: table([], false),
  empty: table([]),
  appending: table([...begun, ...pages(3)]),
  refused: { ...table([...begun, ...pages(3), ...afterwards]), shows: '[data-testid="step"][data-applied="false"]' },
  long: { ...table([...begun, ...pages(235)]), shows: '[data-testid="more-steps"]' },
};
