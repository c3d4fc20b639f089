import { ApiError, type StartResult } from "@sincro/client";
import type { SyncRunRow } from "@sincro/machine";
import { expect, it, vi } from "vitest";
import { createActor, fromPromise, waitFor } from "xstate";
import { run } from "../view/run.fixture.ts";
import { type StartCall, startFlow } from "./start.ts";

type Answer = () => StartResult;

const outcome = (source: string, kind: "started" | "conflict") => ({
  source,
  outcome: kind,
  run: run({ source, id: source }) as SyncRunRow,
  ...(kind === "started" ? { repeated: false, cancelled: [] } : {}),
});
const started = (...sources: readonly string[]) =>
  ({ kind: "started", body: { runs: sources.map((source) => outcome(source, "started")) } }) as unknown as StartResult;
const conflict = (...sources: readonly string[]) =>
  ({
    kind: "conflict",
    body: { runs: sources.map((source) => outcome(source, "conflict")) },
  }) as unknown as StartResult;
const refused = () => {
  throw new ApiError("store_unreachable", { status: 503, detail: "" });
};

/** The flow with answers given one after the other; `calls` is what it asked for. */
function flow(...answers: readonly Answer[]) {
  const calls: StartCall[] = [];
  const report = vi.fn();
  const reportFailure = vi.fn();
  const actor = createActor(
    startFlow.provide({
      actors: {
        call: fromPromise(async ({ input }) => {
          calls.push(input);
          const answer = answers[calls.length - 1];
          if (answer === undefined) throw new Error("asked too often");
          return answer();
        }),
      },
      actions: { report, reportFailure },
    }),
  ).start();
  const ask = () => actor.send({ type: "ASK", ask: { kind: "all", mode: "7d" }, requestId: `r${calls.length}` });
  const settled = (state: "idle" | "choosing") => waitFor(actor, (snapshot) => snapshot.matches(state));
  return { actor, calls, report, reportFailure, ask, settled };
}

it("a second press while a call is under way asks for nothing", async () => {
  const { ask, calls, settled, report } = flow(() => started("stripe"));
  ask();
  ask();
  await settled("idle");
  expect(calls).toHaveLength(1);
  expect(report).toHaveBeenCalledOnce();
});

it("F41 · a conflict leaves a choice that stays", async () => {
  const { actor, ask, settled } = flow(() => conflict("stripe"));
  ask();
  await settled("choosing");
  expect(actor.getSnapshot().context.conflicts.map(({ id }) => id)).toEqual(["stripe"]);
  actor.send({ type: "DISMISS" });
  expect(actor.getSnapshot().context.conflicts).toEqual([]);
});

it("F18 · a restart keeps the range and names only what was in the way; a double click asks once", async () => {
  const partly = {
    ...started("paypal"),
    body: { runs: [outcome("paypal", "started"), outcome("stripe", "conflict")] },
  };
  const { actor, ask, calls, settled } = flow(
    () => partly as unknown as StartResult,
    () => started("stripe"),
  );
  ask();
  await settled("choosing");
  actor.send({ type: "RESTART", requestId: "again" });
  actor.send({ type: "RESTART", requestId: "twice" });
  await settled("idle");
  expect(calls).toHaveLength(2);
  expect(calls[1]).toEqual({
    ask: { kind: "all", mode: "7d" },
    requestId: "again",
    onConflict: "restart",
    sources: ["stripe"],
  });
});

it("P3 · what vanished is started anew, never restarted: a run that came in between is not cancelled", async () => {
  const { actor, ask, calls, settled } = flow(
    () => conflict("stripe"),
    () => conflict("stripe"),
  );
  ask();
  await settled("choosing");
  actor.send({ type: "START_NOW", requestId: "now" });
  await waitFor(actor, () => calls.length === 2);
  await settled("choosing");
  expect(calls[1]?.onConflict).toBe("reject");
});

it("a restart that failed keeps the choice, with the reason", async () => {
  const { actor, ask, settled } = flow(() => conflict("stripe"), refused);
  ask();
  await settled("choosing");
  actor.send({ type: "RESTART", requestId: "again" });
  await waitFor(actor, (snapshot) => snapshot.context.error === "store_unreachable");
  expect(actor.getSnapshot().matches("choosing")).toBe(true);
});

it("a start that failed is reported with its code", async () => {
  const { ask, settled, reportFailure, actor } = flow(refused);
  ask();
  await settled("idle");
  expect(reportFailure.mock.calls[0]?.[1]).toEqual({ code: "store_unreachable" });
  expect(actor.getSnapshot().context.error).toBeNull();
});
