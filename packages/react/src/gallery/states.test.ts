import { readdirSync } from "node:fs";
import { basename } from "node:path";
import { expect, it } from "vitest";
import { states } from "./states.ts";

/** Components that are seen as a part of another one, and which; and those that only hold others together. */
const parts: Readonly<Record<string, string>> = {
  "action-icon": "source-card",
  "cancel-receipt": "cancel-all-button",
  "card-facts": "source-card",
  cells: "sync-results-panel",
  "copy-details": "error-boundary",
  "filter-chips": "sync-results-panel",
  "note-line": "source-card",
  notices: "cancel-all-button",
  "pace-line": "source-card",
  "range-menu": "sync-all-button",
  "results-table": "sync-results-panel",
  "schedule-line": "source-card",
  skeleton: "sync-results-panel",
  "source-card-skeleton": "source-card",
  "source-choice": "sync-results-panel",
  "status-badge": "source-card",
  "time-of": "source-card",
  "transition-row": "transition-table",
};
const frames = [
  "conflict-watch",
  "live-regions",
  "run-view",
  "source-cards",
  "sync-controls",
  "sync-provider",
  "toasts",
];
const bases = ["button", "dialog"];

const components = readdirSync(new URL("../components", import.meta.url), { recursive: true, encoding: "utf8" })
  .filter((path) => path.endsWith(".tsx"))
  .map((path) => basename(path, ".tsx"));

it("the gallery has every component: by itself, or as a part of one that it has", () => {
  const placed = new Set([...Object.keys(states), ...Object.keys(parts), ...frames, ...bases]);
  expect(components.filter((name) => !placed.has(name))).toEqual([]);
  expect([...placed].filter((name) => !components.includes(name))).toEqual([]);
  expect(Object.values(parts).filter((whole) => !Object.hasOwn(states, whole))).toEqual([]);
});
