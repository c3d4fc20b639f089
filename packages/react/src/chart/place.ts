import type { ChartEdge, ChartNode } from "@sincro/machine";
import elk, { type ElkExtendedEdge, type ElkNode } from "elkjs/lib/elk.bundled.js";
import type { Box, Layout } from "./layout.ts";
import { arrowsOf, type Chart } from "./shape.ts";
import { boxSize, labelSize } from "./size.ts";

/**
 * A frame needs the same options as the root: ELK hands none of them down. Options that keep the order of the model
 * crash on nested graphs (eclipse-elk/elk#724, #968, #1173).
 */
const options = {
  "elk.algorithm": "layered",
  "elk.direction": "RIGHT",
  "elk.hierarchyHandling": "INCLUDE_CHILDREN",
  "elk.edgeRouting": "ORTHOGONAL",
  "elk.layered.cycleBreaking.strategy": "DEPTH_FIRST",
  "elk.layered.nodePlacement.strategy": "NETWORK_SIMPLEX",
  "elk.layered.nodePlacement.favorStraightEdges": "true",
  "elk.spacing.nodeNode": "24",
  "elk.spacing.edgeNode": "18",
  "elk.spacing.edgeEdge": "14",
  "elk.spacing.edgeLabel": "0",
  "elk.layered.spacing.nodeNodeBetweenLayers": "26",
  "elk.layered.spacing.edgeNodeBetweenLayers": "18",
  "elk.layered.spacing.edgeEdgeBetweenLayers": "14",
  "elk.json.shapeCoords": "ROOT",
  "elk.json.edgeCoords": "ROOT",
};
const frame = { ...options, "elk.padding": "[top=40,left=24,bottom=24,right=24]" };

/** Boxes of a kind are equally wide: they stand in a column. */
function evenSize(chart: Chart, node: ChartNode) {
  const alike = chart.nodes.filter(({ kind }) => kind === node.kind);
  return { ...boxSize(chart, node), width: Math.max(...alike.map((other) => boxSize(chart, other).width)) };
}

function nodeOf(chart: Chart, node: ChartNode): ElkNode {
  if (node.kind !== "frame") return { id: node.id, ...evenSize(chart, node) };
  const inside = chart.nodes.filter(({ parent }) => parent === node.id);
  return { id: node.id, layoutOptions: frame, children: inside.map((child) => nodeOf(chart, child)) };
}

function edgeOf({ id, from, to, event }: ChartEdge): ElkExtendedEdge {
  const label = { text: event, ...labelSize(event), layoutOptions: { "elk.edgeLabels.inline": "true" } };
  return { id, sources: [from], targets: [to], labels: [label] };
}

const round = (value = 0) => Math.round(value * 10) / 10;
const boxOf = ({ x, y, width, height }: Partial<Box>): Box => ({
  x: round(x),
  y: round(y),
  width: round(width),
  height: round(height),
});
const flat = (node: ElkNode): readonly ElkNode[] => (node.children ?? []).flatMap((child) => [child, ...flat(child)]);

/** Finds places for the machine's states and arrows. It runs when files are generated, never in a browser. */
export async function place(chart: Chart): Promise<Layout> {
  const graph: ElkNode = await new elk.default().layout({
    id: "machine",
    layoutOptions: { ...options, "elk.padding": "[top=10,left=10,bottom=10,right=10]" },
    children: chart.nodes.filter(({ parent }) => parent === null).map((node) => nodeOf(chart, node)),
    edges: arrowsOf(chart).map(edgeOf),
  });
  const arrows = (graph.edges ?? []).map(({ id, sections: [section] = [], labels: [label] = [] }) => {
    if (section === undefined || label === undefined) throw new Error(`ELK found no way for ${id}.`);
    const points = [section.startPoint, ...(section.bendPoints ?? []), section.endPoint];
    return [id, { points: points.map(({ x, y }) => [round(x), round(y)] as const), label: boxOf(label) }] as const;
  });
  return {
    width: round(graph.width),
    height: round(graph.height),
    boxes: Object.fromEntries(flat(graph).map((node) => [node.id, boxOf(node)])),
    arrows: Object.fromEntries(arrows),
  };
}
