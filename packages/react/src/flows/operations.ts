import { isApiError, type StartOutcome, type StartResult } from "@sincro/client";
import { type ActorRefFrom, createActor, fromPromise } from "xstate";
import type { SyncCenter } from "../feed/center.ts";
import type { SyncActions } from "../feed/port.ts";
import type { Announcer } from "../feedback/announcer.ts";
import { beganKey, endedKey } from "../feedback/changes.ts";
import type { Notices } from "../feedback/notices.ts";
import type { Toasts } from "../feedback/toasts.ts";
import { sentenceOf } from "../texts/sentence.ts";
import { connectionNote } from "../view/connection-note.ts";
import { receiptView } from "../view/receipt.ts";
import type { Words } from "../view/words.ts";
import { cancelFlow } from "./cancel.ts";
import { cleanFlow } from "./clean.ts";
import { connectionTestFlow } from "./connection-test.ts";
import { type StartCall, startFlow } from "./start.ts";

/** What the operations need. `words` and `title` are asked for at the moment of speaking: the language may change. */
export interface OperationsContext {
  readonly center: SyncCenter;
  readonly actions: SyncActions;
  readonly announcer: Announcer;
  readonly notices: Notices;
  readonly toasts: Toasts;
  readonly words: () => Words;
  readonly title: (source: string) => string;
}

/** The flows of the page: one of each, however many buttons lead to it. */
export interface Operations {
  readonly start: ActorRefFrom<typeof startFlow>;
  readonly cancel: ActorRefFrom<typeof cancelFlow>;
  readonly clean: ActorRefFrom<typeof cleanFlow>;
  /** The connection test of a source, by its name. */
  testOf(source: string): ActorRefFrom<typeof connectionTestFlow>;
}

function callStart(actions: SyncActions, { ask, requestId, onConflict, sources }: StartCall): Promise<StartResult> {
  switch (ask.kind) {
    case "all":
      return actions.syncAll({ mode: ask.mode, requestId, onConflict, ...(sources && { sources: [...sources] }) });
    case "source":
      return actions.sync(ask.source, { mode: ask.mode, requestId, onConflict });
    case "resume":
      return actions.resume(ask.source, { runId: ask.runId, requestId, onConflict });
  }
}

/** Starts the page's flows. */
export function createOperations(context: OperationsContext): Operations {
  const { center, actions, announcer, notices, toasts, words, title } = context;
  const rowsOf = (outcomes: readonly StartOutcome[]) => outcomes.flatMap(({ run }) => (run === null ? [] : [run]));

  /** A call whose session has ended waits for the next sign-in and is made again: nothing is lost. */
  async function signedIn<T>(call: () => Promise<T>): Promise<T> {
    for (;;) {
      try {
        return await call();
      } catch (error) {
        if (!isApiError(error) || error.status !== 401) throw error;
        center.signedOut();
        await center.untilSignedIn();
      }
    }
  }

  function failed(key: "start" | "clean", text: string) {
    notices.put({ key, kind: "error", text });
    toasts.error(text);
    announcer.warn(text);
  }

  const start = createActor(
    startFlow.provide({
      actors: { call: fromPromise(({ input }) => signedIn(() => callStart(actions, input))) },
      actions: {
        report(_, { body }) {
          const { t, format } = words();
          const named = (outcome: StartOutcome["outcome"]) =>
            body.runs.filter((run) => run.outcome === outcome).map((run) => title(run.source));
          const begun = body.runs.flatMap((run) => (run.outcome === "started" ? [run] : []));
          center.apply(rowsOf(body.runs));
          notices.remove("start");
          announcer.cover(begun.map(({ run }) => beganKey(run.id)));
          announcer.cover(begun.flatMap((run) => run.cancelled.map((id) => endedKey(id, "cancelled"))));
          const refused = named("refused");
          const inTheWay = named("conflict");
          if (inTheWay.length > 0) announcer.warn(`${t.conflict.title}: ${format.list(inTheWay)}.`);
          if (begun.length > 0) {
            toasts.success(t.sync.started(named("started")));
            announcer.say(t.sync.started(named("started")));
          }
          if (refused.length > 0) failed("start", t.sync.notStarted(refused));
        },
        reportFailure: (_, { code }) => failed("start", words().t.sync.error(sentenceOf(code, words().t))),
      },
    }),
  );

  const cancel = createActor(
    cancelFlow.provide({
      actors: { call: fromPromise(({ input }) => signedIn(() => actions.cancel(input))) },
      actions: {
        report(_, { answer, target }) {
          const all = "all" in target;
          const view = receiptView(answer, all, center.state.get(), title, words());
          announcer.cover(answer.receipt.map(({ runId, to }) => endedKey(runId, to)));
          announcer.say(view.said);
          toasts.success(view.title);
          notices.put({ key: "cancel", kind: "receipt", answer, all });
          void center.refetch();
        },
      },
    }),
  );

  const clean = createActor(
    cleanFlow.provide({
      actors: { call: fromPromise(() => signedIn(() => actions.sweep({ release: true }))) },
      actions: {
        report(_, answer) {
          const { t } = words();
          const text = answer.released > 0 ? t.clean.done(answer.released) : t.clean.nothing;
          announcer.cover(answer.receipt.map(({ runId, to }) => endedKey(runId, to)));
          announcer.say(text);
          toasts.success(text);
          notices.put({ key: "clean", kind: "done", text });
          void center.refetch();
        },
        reportFailure: (_, { code }) => failed("clean", words().t.clean.error(sentenceOf(code, words().t))),
      },
    }),
  );

  const tests = new Map<string, ActorRefFrom<typeof connectionTestFlow>>();
  function testOf(source: string) {
    const known = tests.get(source);
    if (known !== undefined) return known;
    const flow = connectionTestFlow.provide({
      actors: { call: fromPromise(({ input }) => signedIn(() => actions.test(input))) },
      actions: {
        report: (_, tested) => announcer.say(`${title(source)}: ${connectionNote(tested, words()).text}`),
      },
    });
    const actor = createActor(flow, { input: { source } }).start();
    tests.set(source, actor);
    return actor;
  }

  const hold = () =>
    announcer.hold(
      start.getSnapshot().matches("starting") ||
        start.getSnapshot().matches("restarting") ||
        cancel.getSnapshot().matches("cancelling") ||
        clean.getSnapshot().matches("cleaning"),
    );
  start.subscribe(hold);
  cancel.subscribe(hold);
  clean.subscribe(hold);
  start.start();
  cancel.start();
  clean.start();
  return { start, cancel, clean, testOf };
}
