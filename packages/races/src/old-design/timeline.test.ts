import { expect, it } from "vitest";
import type { Answer } from "../explorer/scenario.ts";
import { RunNames } from "./names.ts";
import { said } from "./said.ts";
import { marked, timeline } from "./timeline.ts";

const a = "0b6c4f0e-4d3a-4f0d-9a53-1a2b3c4d5e6f";
const b = "4c2f0f86-4a54-4b2e-9f7d-6f1d2c3b4a59";
const found = (...rows: Record<string, unknown>[]): Answer => ({ ok: true, rows });
const run = (id: string, status = "running", total_fetched = 0) => ({ id, status, total_fetched });

it("a timeline reads from T0 on: who, what, and what the database said", () => {
  const names = new RunNames();
  const text = timeline([
    { who: "ana", does: "looks for an active run", said: said(found(), names) },
    { who: "luis", does: "looks for an active run", said: said(found(), names) },
    { who: "ana", does: "inserts a run, status running", said: said(found({ run: run(a) }), names) },
    { who: "worker 1", does: "upserts the 2 rows of page 1", said: said(found({ n: 1 }, { n: 2 }), names) },
    { who: "luis", does: "inserts a run, status running", said: said(found({ run: run(b, "running", 50) }), names) },
  ]);
  expect(`\n${text}\n${marked("      ✗ ", names.in(`two active runs: ${a} and ${b}`))}`).toBe(`
  T0  ana       looks for an active run        nothing
  T1  luis      looks for an active run        nothing
  T2  ana       inserts a run, status running  run A running
  T3  worker 1  upserts the 2 rows of page 1   2 rows
  T4  luis      inserts a run, status running  run B running, 50 fetched
      ✗ two active runs: run A and run B`);
});

it("long answers go on under themselves, and no line is wider than 96", () => {
  const moments = Array.from({ length: 11 }, (_, index) => ({
    who: "sweeper",
    does: `does the thing of number ${index}`,
    said: "error 55P03: this is what the server says when it has very much to say about what went wrong here",
  }));
  const lines = timeline(moments).split("\n");
  expect(lines.slice(-2)).toEqual([
    "  T10  sweeper  does the thing of number 10  error 55P03: this is what the server says when it",
    "                                             has very much to say about what went wrong here",
  ]);
  expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(96);
});

it("answers of functions are told by what they did", () => {
  const names = new RunNames();
  const told = (answer: unknown) => said(found({ answer }), names);
  expect([
    told({ outcome: "started", run: run(a) }),
    told({ outcome: "conflict", run: run(a, "running", 50) }),
    told({ applied: true, reason: null, run: run(a, "completed") }),
    told({ applied: false, reason: "fenced", run: run(a, "cancelled") }),
    told({ applied: false, reason: "not_found", run: null }),
    told({ cancelled: 1, receipt: [{ runId: a, cancelled: true, to: "cancelled" }] }),
    told({ cancelled: 0, receipt: [{ runId: b, cancelled: false, to: "completed" }] }),
    told({ cancelled: 0, receipt: [] }),
    told({ expired: [], released: [], due: [] }),
    told({ expired: [run(a, "continuing")], released: [run(b, "stale")], due: [] }),
    said({ ok: false, code: "23505", message: "duplicate key" }, names),
  ]).toEqual([
    "started: run A running",
    "conflict: run A running, 50 fetched",
    "run A completed",
    "refused, fenced: run A cancelled",
    "refused, not_found: no run",
    "run A cancelled",
    "run B was already completed",
    "nothing to cancel",
    "nobody is overdue",
    "run A continuing; run B stale",
    "error 23505: duplicate key",
  ]);
});
