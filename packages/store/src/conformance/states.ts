import type { Reason } from "@sincro/machine";
import { expect } from "vitest";
import type { RunStore, SendableEvent } from "../port.ts";
import { applied, claimed, endAs, type Held, minute, page, proof, row, started, word } from "./steps.ts";
import type { PromiseTest, StoreUnderTest } from "./under-test.ts";

/** Every place where a run can be, each in a scope of its own; who held it knows fence and worker. */
const places = ["unclaimed", "held", "waiting", "limited", "completed", "failed", "cancelled", "stale"] as const;
type Place = (typeof places)[number];
type Cell = Reason | "applied";

async function reach({ store, advance }: StoreUnderTest, place: Place): Promise<Held> {
  if (place === "unclaimed") return { runId: (await started(store, { account: place })).id, fence: 1, worker: "w1" };
  const held = await claimed(store, { account: place });
  const handBack = { type: "YIELD", ...proof(held) } as const;
  const dueAt = "2999-01-01T00:00:00Z";
  if (place === "waiting") await applied(store.send(held.runId, { ...handBack, reason: "budget" }));
  if (place === "limited") await applied(store.send(held.runId, { ...handBack, reason: "rate_limited", dueAt }));
  if (place === "stale") {
    await advance(minute + 1);
    await store.sweep(true);
    expect(await row(store, held.runId)).toMatchObject({ status: "stale" });
  }
  if (place === "completed" || place === "failed" || place === "cancelled") await endAs(store, held, place);
  return held;
}

type Send = (store: RunStore, held: Held) => Promise<Cell>;

const sending =
  (event: (held: Held) => SendableEvent): Send =>
  (store, held) =>
    word(store.send(held.runId, event(held)));

const events: Record<string, Send> = {
  CLAIM: sending(() => ({ type: "CLAIM", worker: "w2" })),
  BEAT: sending((held) => ({ type: "BEAT", ...proof(held) })),
  COMMIT: (store, held) => word(store.commit(page(held, 1))),
  YIELD: sending((held) => ({ type: "YIELD", ...proof(held), reason: "budget" })),
  COMPLETE: sending((held) => ({ type: "COMPLETE", ...proof(held), seq: 0 })),
  FAIL: sending((held) => ({ type: "FAIL", ...proof(held), error: { code: "boom", message: "" } })),
  CANCEL: sending(() => ({ type: "CANCEL", actor: "ana" })),
  STOPPED: sending((held) => ({ type: "STOPPED", ...proof(held) })),
};

/** What the holder's event is answered, in the order of {@link places}; written by hand, not read from the machine. */
const answers: Record<string, readonly Cell[]> = {
  CLAIM: ["applied", "held", "applied", "not_due", "terminal", "terminal", "terminal", "terminal"],
  BEAT: ["fenced", "applied", "illegal", "illegal", "terminal", "terminal", "fenced", "fenced"],
  COMMIT: ["fenced", "applied", "illegal", "illegal", "terminal", "terminal", "fenced", "fenced"],
  YIELD: ["fenced", "applied", "repeated", "repeated", "terminal", "terminal", "fenced", "fenced"],
  COMPLETE: ["fenced", "applied", "illegal", "illegal", "repeated", "terminal", "fenced", "fenced"],
  FAIL: ["fenced", "applied", "illegal", "illegal", "terminal", "repeated", "fenced", "fenced"],
  CANCEL: ["applied", "applied", "applied", "applied", "terminal", "terminal", "repeated", "terminal"],
  STOPPED: ["fenced", "illegal", "illegal", "illegal", "applied", "applied", "applied", "applied"],
};

async function everywhere(under: StoreUnderTest, send: Send): Promise<readonly Cell[]> {
  const cells: Cell[] = [];
  // The stale one first: reaching it takes a minute and a sweep, which the others must not live through.
  for (const place of [...places].reverse()) {
    const held = await reach(under, place);
    const before = await row(under.store, held.runId);
    const cell = await send(under.store, held);
    const after = await row(under.store, held.runId);
    if (cell === "applied") expect(after.version).toBe(before.version + 1);
    else expect(after).toEqual(before);
    cells.unshift(cell);
  }
  return cells;
}

/** Every event in every state. */
export function states(promise: PromiseTest): void {
  for (const [type, send] of Object.entries(events)) {
    promise(
      `F13 F20 F22 · ${type} is applied or refused as the state says; a refusal changes nothing`,
      async (under) => {
        expect(await everywhere(under, send)).toEqual(answers[type]);
      },
    );
  }

  for (const type of ["BEAT", "COMMIT", "YIELD", "COMPLETE", "FAIL", "STOPPED"]) {
    promise(`F7 · ${type} of another worker with the same fence is fenced in every state`, async (under) => {
      const send = events[type] as Send;
      const cells = await everywhere(under, (store, held) => send(store, { ...held, worker: "w9" }));
      expect(new Set(cells)).toEqual(new Set(["fenced"]));
    });
  }

  for (const type of ["BEAT", "COMMIT", "YIELD", "COMPLETE", "FAIL"]) {
    promise(`F7 · ${type} of the same worker with an older fence is fenced in every state`, async (under) => {
      const send = events[type] as Send;
      const cells = await everywhere(under, (store, held) => send(store, { ...held, fence: held.fence - 1 }));
      expect(new Set(cells)).toEqual(new Set(["fenced"]));
    });
  }

  promise("an event for a run that is not there is not_found", async ({ store }) => {
    for (const runId of ["00000000-0000-4000-8000-000000000000", "not an id"]) {
      const held = { runId, fence: 1, worker: "w1" };
      for (const send of Object.values(events)) expect(await send(store, held)).toBe("not_found");
    }
  });

  promise("an event with a wrong field is invalid, and changes nothing", async ({ store }) => {
    const held = await claimed(store);
    const before = await row(store, held.runId);
    const wrong: unknown[] = [
      { type: "CLAIM" },
      { type: "BEAT", ...proof(held), extra: 1 },
      { type: "BEAT", fence: -1, worker: "w1" },
      { type: "BEAT", fence: "2", worker: "w1" },
      { type: "YIELD", ...proof(held), reason: "tired" },
      { type: "YIELD", ...proof(held), reason: "retry", dueAt: "soon" },
      { type: "COMPLETE", ...proof(held) },
      { type: "FAIL", ...proof(held), error: "boom" },
      { type: "EXPIRE", queueMoves: false },
      { type: "START", id: held.runId, source: "stripe", account: "default", mode: "full" },
      { type: "PAUSE" },
      null,
    ];
    for (const event of wrong) expect(await word(store.send(held.runId, event as SendableEvent))).toBe("invalid");
    expect(await row(store, held.runId)).toEqual(before);
  });
}
