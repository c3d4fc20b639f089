import type { ReactNode } from "react";
import { waitFor } from "xstate";
import { CancelAllButton } from "../../components/cancel-all-button.tsx";
import { CancelDialog } from "../../components/cancel-dialog.tsx";
import { CleanStuckButton } from "../../components/clean-stuck-button.tsx";
import { Notices } from "../../components/notices.tsx";
import { SyncAllButton } from "../../components/sync-all-button.tsx";
import type { Sync } from "../../hooks/context.ts";
import { cancelledAll, partlyRefused, swept } from "../answers.ts";
import { ended, four, idOf, reading, silentRun } from "../runs.ts";
import type { Scene } from "../scene.ts";
import type { StateOf } from "../states.ts";
import { refused } from "../world.ts";

/** A button, and the page's notices, where its result stays. */
const withNotices = (button: ReactNode) => () => (
  <>
    <Notices />
    <div className="flex">{button}</div>
  </>
);

const askAll = ({ operations }: Sync) => {
  operations.start.send({ type: "ASK", ask: { kind: "all", mode: "7d" }, requestId: idOf(900) });
  return waitFor(operations.start, (flow) => !flow.matches("starting"));
};
const begin = ({ operations }: Sync) => {
  operations.start.send({ type: "ASK", ask: { kind: "all", mode: "7d" }, requestId: idOf(900) });
};

const syncAll = { draw: withNotices(<SyncAllButton />), shows: '[data-testid="sync-all"]' };

export const syncAllButton: Record<StateOf<"sync-all-button">, Scene> = {
  ready: syncAll,
  starting: { ...syncAll, play: begin, shows: '[data-testid="sync-all"][aria-busy="true"]' },
  running: { ...syncAll, world: { runs: four.slice(0, 3) }, shows: '[data-testid="sync-all"][data-live="3"]' },
  partlyRefused: {
    ...syncAll,
    world: { answers: { syncAll: partlyRefused(reading()) } },
    play: askAll,
    shows: '[data-testid="notice-start"]',
  },
  noPermission: {
    ...syncAll,
    world: { answers: { syncAll: refused("forbidden") } },
    play: askAll,
    shows: '[data-testid="notice-start"]',
  },
};

/** «Cancelar todo», answered; or not yet, where the scene gives no answer. */
const confirm = ({ operations }: Sync) => {
  operations.cancel.send({ type: "ASK", target: { all: true } });
  operations.cancel.send({ type: "CONFIRM" });
};
const confirmed = (sync: Sync) => {
  confirm(sync);
  return waitFor(sync.operations.cancel, (flow) => !flow.matches("cancelling"));
};

const cancelAll = withNotices(
  <>
    <CancelAllButton />
    <CancelDialog />
  </>,
);
const receipt = '[data-testid="notice-cancel"]';
const afterwards = four.map((run) => ended("cancelled", { id: run.id, source: run.source, version: 2, slice: 1 }));

export const cancelAllButton: Record<StateOf<"cancel-all-button">, Scene> = {
  none: { draw: cancelAll, shows: '[data-testid="cancel-all"][aria-disabled="true"]' },
  live: { world: { runs: four }, draw: cancelAll, shows: '[data-testid="cancel-all"]:not([aria-disabled])' },
  confirming: {
    world: { runs: four },
    play: ({ operations }) => operations.cancel.send({ type: "ASK", target: { all: true } }),
    draw: cancelAll,
    shows: '[data-testid="cancel-yes"]:not([aria-busy="true"])',
  },
  cancelling: {
    world: { runs: four },
    play: confirm,
    draw: cancelAll,
    shows: '[data-testid="cancel-yes"][aria-busy="true"]',
  },
  done: {
    world: {
      runs: afterwards.map((run) => ({ ...run, stopped_at: run.completed_at })),
      answers: { cancel: cancelledAll(four) },
    },
    play: confirmed,
    draw: cancelAll,
    shows: receipt,
  },
  partlyDone: {
    world: { runs: [], answers: { cancel: cancelledAll(four.slice(0, 2), four.slice(2)) } },
    play: confirmed,
    draw: cancelAll,
    shows: `${receipt} p + p`,
  },
  unconfirmed: {
    world: { runs: afterwards, answers: { cancel: cancelledAll(four) } },
    play: confirmed,
    draw: cancelAll,
    shows: `${receipt} p + p`,
  },
  failed: {
    world: { runs: four, answers: { cancel: refused("store_unreachable") } },
    play: confirmed,
    draw: cancelAll,
    shows: '[data-testid="cancel-dialog"] [role="alert"]',
  },
};

const clean = ({ operations }: Sync) => operations.clean.send({ type: "CLEAN" });
const cleaned = (sync: Sync) => {
  clean(sync);
  return waitFor(sync.operations.clean, (flow) => flow.matches("idle"));
};
const cleanButton = withNotices(<CleanStuckButton />);
const cleanNotice = '[data-testid="notice-clean"]';

export const cleanStuckButton: Record<StateOf<"clean-stuck-button">, Scene> = {
  none: { world: { runs: four }, draw: cleanButton, shows: '[data-testid="clean-stuck"][aria-disabled="true"]' },
  silent: {
    world: { runs: [silentRun(), ...four.slice(1)] },
    draw: cleanButton,
    shows: '[data-testid="clean-stuck"]:not([aria-disabled])',
  },
  cleaning: {
    world: { runs: [silentRun()] },
    play: clean,
    draw: cleanButton,
    shows: '[data-testid="clean-stuck"][aria-busy="true"]',
  },
  done: { world: { answers: { sweep: swept([silentRun()]) } }, play: cleaned, draw: cleanButton, shows: cleanNotice },
  nothing: { world: { answers: { sweep: swept([]) } }, play: cleaned, draw: cleanButton, shows: cleanNotice },
  failed: {
    world: { runs: [silentRun()], answers: { sweep: refused("store_unreachable") } },
    play: cleaned,
    draw: cleanButton,
    shows: `${cleanNotice}[data-kind="error"]`,
  },
};
