import { describe, expect, it } from "vitest";
import { assignments } from "./assignments.ts";
import { type ColumnName, columns } from "./columns.ts";
import { eventTypes } from "./events.ts";
import type { Node } from "./expression/index.ts";
import { syncRunMachine } from "./machine.ts";
import { guards } from "./rules.ts";
import { isActive, isTerminal, states, statuses } from "./status.ts";
import { transitionsFrom } from "./transitions.ts";

const all = states.flatMap(transitionsFrom);

describe("syncRunMachine", () => {
  it("names only guards, actions, targets and events that exist", () => {
    for (const { guard, actions, to, event } of all) {
      expect(guard === null || guard in guards, `${guard}`).toBe(true);
      for (const action of actions) expect(action in assignments, action).toBe(true);
      expect(statuses).toContain(to);
      expect(eventTypes).toContain(event);
    }
  });

  it("uses every guard and every action that is written down", () => {
    expect(new Set(all.flatMap(({ guard }) => guard ?? []))).toEqual(new Set(Object.keys(guards)));
    expect(new Set(all.flatMap(({ actions }) => actions))).toEqual(new Set(Object.keys(assignments)));
  });

  it("F20 · has no way out of an ending", () => {
    for (const state of states.filter(isTerminal)) expect(transitionsFrom(state).map(({ to }) => to)).toEqual([state]);
  });

  it("lets every live state be cancelled, claimed and expired, from their common parent", () => {
    for (const state of states.filter(isActive)) {
      const shared = transitionsFrom(state).filter(({ writtenOn }) => writtenOn === "active");
      expect(new Set(shared.map(({ event }) => event))).toEqual(new Set(["CANCEL", "CLAIM", "EXPIRE"]));
      expect(shared.find(({ event }) => event === "CANCEL")).toMatchObject({ guard: null, to: "cancelled" });
    }
  });

  it("begins idle, and reaches every state from there", () => {
    expect(syncRunMachine.config.initial).toBe("idle");
    const reached = new Set<string>(["idle"]);
    for (const state of reached)
      for (const { to } of transitionsFrom(state as (typeof states)[number])) reached.add(to);
    expect(reached).toEqual(new Set(states));
  });

  it("writes each column at most once in a transition, so that the order of actions means nothing", () => {
    for (const { from, event, actions } of all) {
      const written = actions.flatMap((action) => Object.keys(assignments[action]));
      expect(written, `${from} ${event}`).toHaveLength(new Set(written).size);
    }
  });

  it("touches the row in every transition: version and updated_at always move", () => {
    for (const { actions } of all) expect(actions.at(-1)).toBe("touch");
  });

  it("reads only columns that exist, and never the status in a guard: the machine's state is that", () => {
    const read = (node: Node): string[] => {
      if (node.kind === "column") return [node.name];
      return node.kind === "call" ? node.operands.flatMap(read) : [];
    };
    for (const guard of Object.values(guards)) {
      for (const name of read(guard)) {
        expect(name in columns).toBe(true);
        expect(name as ColumnName).not.toBe("status");
      }
    }
  });
});
