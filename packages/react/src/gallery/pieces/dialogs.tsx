import { waitFor } from "xstate";
import { CancelDialog } from "../../components/cancel-dialog.tsx";
import { SessionDialog } from "../../components/session-dialog.tsx";
import type { Sync } from "../../hooks/context.ts";
import { ended, four } from "../runs.ts";
import type { Scene } from "../scene.ts";
import type { StateOf } from "../states.ts";
import { refused, unanswered } from "../world.ts";

const ask = ({ operations }: Sync) => operations.cancel.send({ type: "ASK", target: { all: true } });
const draw = () => <CancelDialog />;
const first = four[0] as (typeof four)[number];

/** The question before a cancel. */
export const cancelDialog: Record<StateOf<"cancel-dialog">, Scene> = {
  open: { world: { runs: four }, play: ask, draw, shows: '[data-testid="cancel-dialog"] li:nth-child(4)' },
  openForOne: {
    world: { runs: four },
    play: ({ operations }) => operations.cancel.send({ type: "ASK", target: { runId: first.id } }),
    draw,
    shows: '[data-testid="cancel-dialog"] li:only-child',
  },
  submitting: {
    world: { runs: four },
    play: (sync) => {
      ask(sync);
      sync.operations.cancel.send({ type: "CONFIRM" });
    },
    draw,
    shows: '[data-testid="cancel-yes"][aria-busy="true"]',
  },
  failed: {
    world: { runs: four, answers: { cancel: refused("unreachable") } },
    play: (sync) => {
      ask(sync);
      sync.operations.cancel.send({ type: "CONFIRM" });
      return waitFor(sync.operations.cancel, (flow) => flow.matches("confirming"));
    },
    draw,
    shows: '[data-testid="cancel-dialog"] [role="alert"]',
  },
  nothingLeft: {
    world: { runs: [first] },
    play: (sync) => {
      ask(sync);
      sync.center.apply([ended("completed", { id: first.id, version: 2 })]);
    },
    draw,
    shows: '[data-testid="cancel-yes"][aria-disabled="true"]',
  },
};

const signIn = (linkRefused: string | null): Scene => ({
  world: { connection: "signedOut" },
  draw: () => <SessionDialog session={{ signIn: unanswered }} refused={linkRefused} />,
  shows: `[data-testid="session-dialog"] ${linkRefused === null ? "input" : '[role="alert"]'}`,
});

/** The sign-in that stands on top of the page. */
export const sessionDialog: Record<StateOf<"session-dialog">, Scene> = {
  asking: signIn(null),
  linkRefused: signIn("code_invalid"),
  password: {
    world: { connection: "signedOut" },
    draw: () => <SessionDialog session={{ signInWithPassword: unanswered }} refused={null} />,
    shows: '[data-testid="session-dialog"] input[type="email"]',
  },
};
