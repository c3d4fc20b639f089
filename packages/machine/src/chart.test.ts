import { expect, it } from "vitest";
import { chart } from "./chart.ts";
import { states } from "./status.ts";
import { transitionsFrom } from "./transitions.ts";

it("draws every state once, the live ones inside their frame", () => {
  expect(chart.nodes.map(({ id }) => id)).toEqual(["active", ...states]);
  expect(chart.nodes.filter(({ parent }) => parent === "active").map(({ id }) => id)).toEqual([
    "running",
    "continuing",
  ]);
});

it("has an arrow for every transition, and none besides", () => {
  for (const { from, event, to } of states.flatMap(transitionsFrom)) {
    const arrows = chart.edges.filter(
      (edge) => edge.event === event && edge.to === to && [from, "active"].includes(edge.from),
    );
    expect(arrows.length, `${from} ${event} ${to}`).toBeGreaterThan(0);
  }
  for (const edge of chart.edges) {
    const sources = edge.from === "active" ? (["running", "continuing"] as const) : [edge.from];
    const found = sources.flatMap(transitionsFrom).filter(({ event, to }) => event === edge.event && to === edge.to);
    expect(found.length, edge.id).toBeGreaterThan(0);
  }
});

it("lets what leaves every live state leave their frame: one arrow, not two", () => {
  expect(
    chart.edges.filter(({ event, to }) => event === "CANCEL" && to === "cancelled").map(({ from }) => from),
  ).toEqual(["active"]);
});
