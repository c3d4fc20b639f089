import { readdirSync } from "node:fs";
import { basename } from "node:path";
import { expect, it } from "vitest";
import { states } from "./states.ts";

/** Components that are seen as a part of another one, and which; and those that only hold others together. */
const parts: Readonly<Record<string, string>> = {
  "action-icon": "source-card",
  "arrow-line": "sync-run-chart",
  "batch-list": "run-view",
  "cancel-receipt": "cancel-all-button",
  "card-facts": "source-card",
  cells: "sync-results-panel",
  "chart-frame": "sync-run-chart",
  "copy-details": "error-boundary",
  "filter-chips": "sync-results-panel",
  "illegal-step-line": "sync-run-chart",
  "layout-choice": "sync-results-panel",
  "machine-section": "run-view",
  "note-line": "source-card",
  notices: "cancel-all-button",
  "pace-line": "source-card",
  "range-menu": "sync-all-button",
  "results-list": "sync-results-panel",
  "results-table": "sync-results-panel",
  "run-data": "run-view",
  "run-header": "run-view",
  "schedule-line": "source-card",
  skeleton: "sync-results-panel",
  "source-card-skeleton": "source-card",
  "source-choice": "sync-results-panel",
  "state-box": "sync-run-chart",
  "status-badge": "source-card",
  "test-button": "source-card",
  "time-of": "source-card",
  "transition-row": "transition-table",
  "travel-bar": "run-view",
};
const frames = [
  "conflict-watch",
  "live-regions",
  "run-in-view",
  "source-cards",
  "sync-controls",
  "sync-provider",
  "toasts",
];
const bases = ["button", "dialog", "heading", "scroll-box"];

const components = readdirSync(new URL("../components", import.meta.url), { recursive: true, encoding: "utf8" })
  .filter((path) => path.endsWith(".tsx"))
  .map((path) => basename(path, ".tsx"));

it("the gallery has every component: by itself, or as a part of one that it has", () => {
  const placed = new Set([...Object.keys(states), ...Object.keys(parts), ...frames, ...bases]);
  expect(components.filter((name) => !placed.has(name))).toEqual([]);
  expect([...placed].filter((name) => !components.includes(name))).toEqual([]);
  expect(Object.values(parts).filter((whole) => !Object.hasOwn(states, whole))).toEqual([]);
});
