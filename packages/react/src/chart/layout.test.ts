import { type ChartEdge, type ChartNode, chart } from "@sincro/machine";
import { describe, expect, it } from "vitest";
import { layout } from "./layout.generated.ts";
import type { Box } from "./layout.ts";
import { place } from "./place.ts";
import { arrowsOf, type Chart, staysOf } from "./shape.ts";

const inside = (inner: Box, outer: Box) =>
  inner.x >= outer.x &&
  inner.y >= outer.y &&
  inner.x + inner.width <= outer.x + outer.width &&
  inner.y + inner.height <= outer.y + outer.height;
const apart = (a: Box, b: Box) =>
  a.x + a.width <= b.x || b.x + b.width <= a.x || a.y + a.height <= b.y || b.y + b.height <= a.y;
const boxOf = (id: string) => layout.boxes[id] as Box;
const paper = { x: 0, y: 0, width: layout.width, height: layout.height };

it("the committed layout is the one that ELK finds for the machine as it is", async () => {
  expect(await place(chart)).toEqual(layout);
});

it("every state and every arrow of the machine has its place, on the paper", () => {
  expect(Object.keys(layout.boxes).sort()).toEqual(chart.nodes.map(({ id }) => id).sort());
  expect(Object.keys(layout.arrows).sort()).toEqual(
    arrowsOf(chart)
      .map(({ id }) => id)
      .sort(),
  );
  expect(arrowsOf(chart).length + chart.nodes.flatMap(({ id }) => staysOf(chart, id)).length).toBe(chart.edges.length);
  for (const box of Object.values(layout.boxes)) expect(inside(box, paper)).toBe(true);
  for (const { label } of Object.values(layout.arrows)) expect(inside(label, paper)).toBe(true);
});

it("the frame holds the live states and no other", () => {
  for (const { id, parent } of chart.nodes.filter((node) => node.kind !== "frame")) {
    if (parent === "active") expect(inside(boxOf(id), boxOf("active")), id).toBe(true);
    else expect(apart(boxOf(id), boxOf("active")), id).toBe(true);
  }
});

it("nothing lies on anything else", () => {
  const things = [
    ...chart.nodes.filter(({ kind }) => kind !== "frame").map(({ id }) => [id, boxOf(id)] as const),
    ...Object.entries(layout.arrows).map(([id, { label }]) => [id, label] as const),
  ];
  for (const [index, [a, first]] of things.entries()) {
    for (const [b, second] of things.slice(index + 1)) expect(apart(first, second), `${a} and ${b}`).toBe(true);
  }
});

it("an arrow begins and ends at its boxes, and its label lies on it", () => {
  const touches = ([x, y]: readonly [number, number], { x: left, y: top, width, height }: Box) =>
    x >= left - 1 && x <= left + width + 1 && y >= top - 1 && y <= top + height + 1;
  for (const { id, from, to } of arrowsOf(chart)) {
    const arrow = layout.arrows[id];
    const [begin, end] = [arrow?.points[0], arrow?.points.at(-1)];
    expect(begin && touches(begin, boxOf(from)), id).toBe(true);
    expect(end && touches(end, boxOf(to)), id).toBe(true);
  }
});

describe("a machine with one state more", () => {
  const paused = "paused" as ChartNode["id"];
  const more: Chart = {
    nodes: [...chart.nodes, { id: paused, parent: "active", kind: "live" }],
    edges: [
      ...chart.edges,
      { id: "running:PAUSE:paused", from: "running", to: paused, event: "PAUSE", guards: [] } as unknown as ChartEdge,
      { id: "paused:PLAY:running", from: paused, to: "running", event: "PLAY", guards: [] } as unknown as ChartEdge,
    ],
  };

  it("finds a place for it without a word about it here", async () => {
    const { boxes, arrows } = await place(more);
    expect(inside(boxes.paused as Box, boxes.active as Box)).toBe(true);
    expect(Object.keys(arrows)).toEqual(expect.arrayContaining(["running:PAUSE:paused", "paused:PLAY:running"]));
  });
});
