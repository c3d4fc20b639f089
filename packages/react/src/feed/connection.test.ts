import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { createActor, fromCallback } from "xstate";
import { connectionMachine, pollMs } from "./connection.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function line() {
  const seen = { refetched: 0, streams: 0 };
  const actor = createActor(
    connectionMachine.provide({
      actions: {
        refetch: () => {
          seen.refetched += 1;
        },
      },
      actors: {
        stream: fromCallback(() => {
          seen.streams += 1;
          return () => {
            seen.streams -= 1;
          };
        }),
      },
    }),
  ).start();
  return { actor, seen };
}

it("reads when it connects and when the stream is up, then once a minute", () => {
  const { actor, seen } = line();
  expect(seen).toEqual({ refetched: 1, streams: 1 });
  actor.send({ type: "HELLO" });
  expect(actor.getSnapshot().value).toEqual({ reading: "live" });
  expect(seen.refetched).toBe(2);
  vi.advanceTimersByTime(60_000);
  expect(seen.refetched).toBe(3);
});

it("reads every few seconds while the stream is broken, and every new failure keeps the rhythm", () => {
  const { actor, seen } = line();
  actor.send({ type: "HELLO" });
  actor.send({ type: "DOWN" });
  const before = seen.refetched;
  for (let second = 0; second < 4; second += 1) {
    vi.advanceTimersByTime(pollMs / 2);
    actor.send({ type: "DOWN" });
  }
  expect(seen.refetched - before).toBe(2);
  actor.send({ type: "HELLO" });
  vi.advanceTimersByTime(pollMs * 3);
  expect(seen.refetched - before).toBe(3);
});

it("holds no connection while nobody sees it or the network is gone, and reads at once afterwards", () => {
  for (const [gone, back] of [
    ["HIDDEN", "SHOWN"],
    ["OFFLINE", "ONLINE"],
    ["SIGNED_OUT", "SIGNED_IN"],
  ] as const) {
    const { actor, seen } = line();
    actor.send({ type: gone });
    expect(seen.streams).toBe(0);
    actor.send({ type: back });
    expect(seen).toEqual({ refetched: 2, streams: 1 });
  }
});

it("a page that was paused stays paused when it is shown again", () => {
  const { actor, seen } = line();
  actor.send({ type: "PAUSE" });
  actor.send({ type: "HIDDEN" });
  actor.send({ type: "SHOWN" });
  expect(actor.getSnapshot().value).toBe("paused");
  actor.send({ type: "RESUME" });
  expect(seen.streams).toBe(1);
});

it("nothing but a sign-in ends a closed session", () => {
  const { actor } = line();
  actor.send({ type: "SIGNED_OUT" });
  for (const type of ["HIDDEN", "SHOWN", "OFFLINE", "ONLINE", "HELLO", "SIGNED_OUT"] as const) actor.send({ type });
  expect(actor.getSnapshot().value).toBe("signedOut");
});
