import { ApiError, type TestAnswer } from "@sincro/client";
import { expect, it, vi } from "vitest";
import { createActor, fromPromise, waitFor } from "xstate";
import { connectionTestFlow } from "./connection-test.ts";

const good: TestAnswer = {
  ...{ success: true, ok: true, source: "stripe", configured: true, missing: [], invalid: [] },
  ...{ account: "acct_1", nextTurnMs: 0 },
};

function flow(call: (source: string) => Promise<TestAnswer>) {
  const report = vi.fn();
  const asked = vi.fn(call);
  const actors = { call: fromPromise<TestAnswer, string>(({ input }) => asked(input)) };
  const machine = connectionTestFlow.provide({ actors, actions: { report } });
  return { actor: createActor(machine, { input: { source: "stripe" } }).start(), report, asked };
}

it("asks once, however often it is pressed, and keeps what the provider said", async () => {
  const answer = Promise.withResolvers<TestAnswer>();
  const { actor, asked, report } = flow(() => answer.promise);
  actor.send({ type: "TEST" });
  actor.send({ type: "TEST" });
  answer.resolve(good);
  const done = await waitFor(actor, (snapshot) => snapshot.matches("idle"));
  expect(asked.mock.calls).toEqual([["stripe"]]);
  expect(done.context.tested).toEqual({ answer: good });
  expect(report.mock.calls[0]?.[1]).toEqual({ answer: good });
});

it("says why it could not ask, and forgets that when it is pressed again", async () => {
  const { actor } = flow(() => Promise.reject(new ApiError("unreachable", { status: 0, detail: "" })));
  actor.send({ type: "TEST" });
  const failed = await waitFor(actor, (snapshot) => snapshot.matches("idle"));
  expect(failed.context.tested).toEqual({ error: "unreachable" });
  actor.send({ type: "TEST" });
  expect(actor.getSnapshot()).toMatchObject({ value: "testing", context: { tested: null } });
});
