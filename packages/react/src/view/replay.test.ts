import { applyEvent, chart, historyEntry, policy, type SyncEvent, type SyncRunEvent, states } from "@sincro/machine";
import { describe, expect, it } from "vitest";
import { cancelled, history } from "./history.fixture.ts";
import { replay } from "./replay.ts";
import { at } from "./run.fixture.ts";

describe("a history that the machine made", () => {
  it("takes the arrows of its steps, as often as it took them, and visits their states", () => {
    const { path, taken, illegal } = replay(chart, history(cancelled));
    expect(path).toEqual(["idle", "running", "continuing", "running", "cancelled"]);
    expect([...taken]).toEqual([
      ["idle:START:running", 1],
      ["running:CLAIM:running", 1],
      ["running:COMMIT:running", 2],
      ["running:YIELD:continuing", 1],
      ["continuing:CLAIM:running", 1],
      ["active:CANCEL:cancelled", 1],
      ["cancelled:STOPPED:cancelled", 1],
    ]);
    expect(illegal).toEqual([]);
  });

  it("has no illegal step, whatever happened: the pure machine's own history, refusals included", () => {
    const id = "7d1f5f4e-3c7b-4c3e-9a51-0d5e6f3f6a10";
    const hold = { fence: 2, worker: "w1" };
    const told: readonly SyncEvent[] = [
      { type: "START", id, source: "stripe", account: "default", mode: "7d" },
      { type: "CLAIM", worker: "w1" },
      { type: "CLAIM", worker: "w2" },
      { type: "COMMIT", ...hold, seq: 1, checkpoint: 1, fetched: 1, inserted: 1, updated: 0, unchanged: 0 },
      { type: "YIELD", ...hold, reason: "budget" },
      { type: "EXPIRE", queueMoves: true },
      { type: "CLAIM", worker: "w3" },
      { type: "CANCEL", actor: "ana" },
      { type: "COMMIT", ...hold, seq: 2, checkpoint: 2, fetched: 1, inserted: 1, updated: 0, unchanged: 0 },
    ];
    let row: Parameters<typeof applyEvent>[0] = null;
    const entries: SyncRunEvent[] = [];
    for (const [index, event] of told.entries()) {
      const outcome = applyEvent(row, { ...event, at: at(index * 120) });
      const before = { row: row ?? outcome.run, state: row?.status ?? ("idle" as const) };
      if (outcome.run === null || before.row === null) continue;
      const reason = outcome.kind === "refused" ? outcome.reason : null;
      entries.push({
        ...historyEntry(before as never, outcome.run, { ...event, at: at(index * 120) }, policy, reason),
        n: index + 1,
      });
      row = outcome.run;
    }
    expect(entries.some(({ applied }) => !applied)).toBe(true);
    const { illegal, path } = replay(chart, entries);
    expect(illegal).toEqual([]);
    expect(path.at(-1)).toBe(row?.status);
  });

  it("knows each arrow of the machine", () => {
    for (const { id, from, event, to } of chart.edges) {
      const begins = from === "active" ? "running" : from;
      const { taken, illegal } = replay(chart, history([[event, begins === "idle" ? null : begins, to]]));
      expect([[...taken.keys()], illegal], id).toEqual([[id], []]);
    }
  });
});

describe("what the machine has not", () => {
  it("a step of no transition is illegal, and told by its line", () => {
    const { illegal, illegalEntries, taken } = replay(
      chart,
      history([...cancelled, ["COMPLETE", "cancelled", "completed"]]),
    );
    expect(illegal).toEqual([{ from: "cancelled", event: "COMPLETE", to: "completed" }]);
    expect([...illegalEntries]).toEqual([9]);
    expect(taken.size).toBe(7);
  });

  it("a state that it does not know is reached by an illegal step", () => {
    const { illegal, path } = replay(chart, history([...cancelled.slice(0, 2), ["CANCEL", "running", "canceled"]]));
    expect(illegal).toEqual([{ from: "running", event: "CANCEL", to: "canceled" }]);
    expect(path.at(-1)).toBe("canceled");
  });

  it("a step that does not begin where the last one ended is illegal, even where the machine has it", () => {
    const { illegal } = replay(chart, history([...cancelled, ["COMMIT", "running", "running"]]));
    expect(illegal).toEqual([{ from: "cancelled", event: "COMMIT", to: "running" }]);
  });
});

describe("no false alarm", () => {
  it("for a refusal, which changed nothing", () => {
    const refused = history([["COMMIT", "cancelled", "cancelled"]], { n: 9, applied: false, reason: "fenced" });
    const { illegal, taken } = replay(chart, [...history(cancelled), ...refused]);
    expect(illegal).toEqual([]);
    expect(taken.get("running:COMMIT:running")).toBe(2);
  });

  it("for a history whose beginning was deleted", () => {
    expect(replay(chart, history(cancelled).slice(3)).illegal).toEqual([]);
  });

  it("for a run that older code inserted as it found it", () => {
    for (const to of states.slice(1)) {
      expect(replay(chart, history([["START", null, to]], { actor_kind: "sql" })).illegal, to).toEqual([]);
    }
    expect(replay(chart, history([["START", null, "completed"]])).illegal).toHaveLength(1);
  });
});
