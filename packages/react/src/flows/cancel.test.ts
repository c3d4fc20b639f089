import { ApiError, type CancelAnswer } from "@sincro/client";
import { expect, it, vi } from "vitest";
import { createActor, fromPromise, waitFor } from "xstate";
import { cancelFlow } from "./cancel.ts";

const receipt: CancelAnswer = { success: true, ok: true, cancelled: 0, receipt: [] };

function flow(call: () => Promise<CancelAnswer>) {
  const report = vi.fn();
  const asked = vi.fn(call);
  const actor = createActor(cancelFlow.provide({ actors: { call: fromPromise(asked) }, actions: { report } })).start();
  actor.send({ type: "ASK", target: { all: true } });
  return { actor, report, asked };
}

it("nothing is cancelled before it is confirmed", () => {
  const { actor, asked } = flow(async () => receipt);
  actor.send({ type: "CLOSE" });
  expect(actor.getSnapshot().value).toBe("idle");
  expect(asked).not.toHaveBeenCalled();
});

it("the question stays until the answer, asks once, and then reports what was asked for", async () => {
  const answer = Promise.withResolvers<CancelAnswer>();
  const { actor, asked, report } = flow(() => answer.promise);
  actor.send({ type: "CONFIRM" });
  actor.send({ type: "CONFIRM" });
  actor.send({ type: "CLOSE" });
  expect(actor.getSnapshot().value).toBe("cancelling");
  answer.resolve(receipt);
  await waitFor(actor, (snapshot) => snapshot.matches("idle"));
  expect(asked).toHaveBeenCalledOnce();
  expect(report.mock.calls[0]?.[1]).toEqual({ answer: receipt, target: { all: true } });
});

it("F26 · a failure keeps the question open and says why", async () => {
  const { actor, report } = flow(() => Promise.reject(new ApiError("unreachable", { status: 0, detail: "" })));
  actor.send({ type: "CONFIRM" });
  await waitFor(actor, (snapshot) => snapshot.context.error !== null);
  expect(actor.getSnapshot()).toMatchObject({ value: "confirming", context: { error: "unreachable" } });
  expect(report).not.toHaveBeenCalled();
});
