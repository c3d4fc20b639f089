import type { SourceInfo, TestAnswer } from "@sincro/client";
import { waitFor } from "xstate";
import { SourceCard } from "../../components/source-card.tsx";
import { SourceCardSkeleton } from "../../components/source-card-skeleton.tsx";
import { useSyncRuns } from "../../hooks/use-sync-runs.ts";
import type { Phase } from "../../view/phase.ts";
import { at } from "../../view/run.fixture.ts";
import type { RunRow } from "../../view/run-row.ts";
import { between, ended, reading, silentRun } from "../runs.ts";
import type { Scene } from "../scene.ts";
import type { StateOf } from "../states.ts";
import { stripe } from "../world.ts";

function Card({ source }: { readonly source: SourceInfo }) {
  const { runs } = useSyncRuns();
  return (
    <div className="max-w-80">
      <SourceCard source={source} runs={runs} />
    </div>
  );
}

/** A card whose run, if any, is in a phase. */
function card(phase: Phase["kind"], run: RunRow | null, changes: Partial<SourceInfo> = {}): Scene {
  const source = { ...stripe, ...changes };
  return {
    world: { runs: run === null ? [] : [run], sources: [source] },
    draw: () => <Card source={source} />,
    shows: `[data-testid="card-stripe"][data-phase="${phase}"]`,
  };
}

/** A card whose connection has been tested. */
function tested(found: Partial<TestAnswer>): Scene {
  const good = { success: true, ok: true, configured: true, missing: [], invalid: [], account: null, nextTurnMs: 0 };
  const scene = card("completed", ended("completed"));
  return {
    ...scene,
    world: { ...scene.world, answers: { test: async (source) => ({ ...good, source, ...found }) } },
    play: ({ operations }) => {
      const test = operations.testOf("stripe");
      test.send({ type: "TEST" });
      return waitFor(test, (flow) => flow.matches("idle"));
    },
    shows: '[data-testid="tested"]',
  };
}

/** A card for every phase of a run, and for what else can be the matter with its source. */
export const sourceCard: Record<StateOf<"source-card"> | Phase["kind"], Scene> = {
  loading: {
    world: { loaded: false },
    draw: () => (
      <div className="max-w-80">
        <SourceCardSkeleton />
      </div>
    ),
    shows: '[data-testid="card-skeleton"]',
  },
  never: card("never", null),
  queued: card(
    "queued",
    reading({ worker: null, commit_seq: 0, total_fetched: 0, slice: 0, heartbeat_at: null, started_at: at(-3) }),
  ),
  running: card("running", reading({ total_expected: 4_000 })),
  runningUnknownTotal: card("running", reading()),
  continuing: card("continuing", between()),
  retrying: card("retrying", between({ yield_reason: "retry", attempts: 2, error_code: "provider_unavailable" })),
  unreachable: card("retrying", between({ yield_reason: "retry", attempts: 1, error_code: "provider_unreachable" })),
  rateLimited: card("rateLimited", between({ yield_reason: "rate_limited", due_at: at(600), deadline_at: at(660) })),
  waiting: card("waiting", between({ yield_reason: "dependency" })),
  silent: card("silent", silentRun()),
  silentForTheLastTime: card("silent", silentRun({ silences: 2 })),
  silentInTheQueue: card("silent", silentRun({ worker: null, due_at: at(-128), heartbeat_at: null })),
  stale: card("stale", ended("stale", { error_code: "lost_worker" })),
  staleWithoutWorker: card("stale", ended("stale", { error_code: "no_worker", commit_seq: 0, total_fetched: 0 })),
  cancelling: {
    ...card("running", reading({ total_expected: 4_000 })),
    play: ({ operations }) => {
      operations.cancel.send({ type: "ASK", target: { all: true } });
      operations.cancel.send({ type: "CONFIRM" });
    },
    shows: '[data-testid="card-stripe"][aria-busy="true"]',
  },
  completed: card("completed", ended("completed")),
  failed: card("failed", ended("failed", { error_code: "credentials_refused" })),
  cancelled: card("cancelled", ended("cancelled", { ended_by: "ana@acme.mx" })),
  cancelledWithReason: card(
    "cancelled",
    ended("cancelled", { ended_by: "ana@acme.mx", error_message: "cierre de mes", total_expected: 20_000 }),
  ),
  unknown: card("unknown", ended("canceled")),
  credentialsMissing: card("never", null, { configured: false, missing: ["STRIPE_SECRET_KEY"] }),
  credentialsInvalid: card("never", null, { configured: false, invalid: ["STRIPE_SECRET_KEY"] }),
  demo: card("running", reading({ source: "stripe" }), { title: "GoHighLevel", demo: true }),
  scheduled: {
    ...card("completed", ended("completed"), {
      schedule: { cron: "0 3 * * *", timeZone: "America/Mexico_City", mode: "7d", nextAt: at(50_000) },
    }),
    shows: '[data-testid="schedule"]',
  },
  dryRun: card("completed", ended("completed", { dry_run: true })),
  testing: {
    ...card("completed", ended("completed")),
    play: ({ operations }) => operations.testOf("stripe").send({ type: "TEST" }),
    shows: '[data-testid="test-stripe"][aria-busy="true"]',
  },
  tested: tested({ account: "acct_1QxSincro" }),
  testRefused: tested({ success: false, ok: false, code: "credentials_refused", message: "Refused." }),
};
