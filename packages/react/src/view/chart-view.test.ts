import { chart, statuses } from "@sincro/machine";
import { describe, expect, it } from "vitest";
import { textsFor } from "../texts/index.ts";
import { chartView } from "./chart-view.ts";
import { sentenceOfChart } from "./chart-words.ts";
import { cancelled, history } from "./history.fixture.ts";
import { run } from "./run.fixture.ts";

const events = history(cancelled);
const es = textsFor("es", { timeZone: "UTC" });
const en = textsFor("en", { timeZone: "UTC" });

describe("now", () => {
  it("the ringed state is the row's, even where its history has not arrived", () => {
    for (const status of statuses) {
      const view = chartView(chart, run({ status }), history(cancelled.slice(0, 1)), null);
      expect(view.active).toBe(status);
      expect(view.path.at(-1)).toBe(status);
      expect(view.unknown).toEqual([]);
    }
  });

  it("F23 · a status that the machine does not know has a box of its own", () => {
    expect(chartView(chart, run({ status: "canceled" }), events, null)).toMatchObject({
      active: "canceled",
      unknown: ["canceled"],
    });
  });
});

describe("at a moment", () => {
  it("shows what had happened by then, and nothing of what came later", () => {
    const view = chartView(chart, run({ status: "cancelled" }), events, events[3]?.at ?? "");
    expect(view.active).toBe("continuing");
    expect([...view.taken.keys()]).not.toContain("active:CANCEL:cancelled");
    expect(view.path).toEqual(["idle", "running", "continuing"]);
  });

  it("before the first step the scope was idle", () => {
    expect(chartView(chart, run(), events, "2020-01-01T00:00:00Z")).toMatchObject({ active: "idle", illegal: [] });
  });
});

describe("in sentences", () => {
  it("says where the run is and which way it came", () => {
    const view = chartView(
      chart,
      run({ status: "stale" }),
      history([
        ["START", null, "running"],
        ["EXPIRE", "running", "stale"],
      ]),
      null,
    );
    expect(sentenceOfChart(view, null, es)).toBe(
      "Estado actual: Atascado. Recorrido: En espera, En ejecución, Atascado.",
    );
    expect(sentenceOfChart(view, null, en)).toBe("Current state: Stuck. Path: Waiting, Running, Stuck.");
  });

  it("says the moment in time travel, and a step that the machine has not", () => {
    const strange = history([...cancelled, ["COMPLETE", "cancelled", "completed"]]);
    const view = chartView(chart, run({ status: "completed" }), strange, null);
    expect(sentenceOfChart(view, strange[8]?.at ?? "", es)).toContain("Estado a las 12:00:08: Completado.");
    expect(sentenceOfChart(view, null, es)).toContain(
      "Pasos que no están en la máquina: Cancelado → COMPLETE → Completado.",
    );
  });

  it("does not read out a hundred slices", () => {
    const slices = Array.from({ length: 100 }, () => [cancelled[3], cancelled[4]] as const).flat();
    const view = chartView(chart, run(), history([...cancelled.slice(0, 3), ...slices] as never), null);
    expect(sentenceOfChart(view, null, es).length).toBeLessThan(250);
  });
});
