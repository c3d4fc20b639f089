import { expect, it } from "vitest";
import { allowedEvents } from "./allowed.ts";
import { applyEvent } from "./apply.ts";
import type { SyncRunRow } from "./columns.ts";

const at = "2026-11-24T10:00:00.000Z";
const id = "7d1f5f4e-3c7b-4c3e-9a51-0d5e6f3f6a10";
const started = applyEvent(null, { type: "START", id, source: "stripe", account: "default", mode: "full", at })
  .run as SyncRunRow;
const claimed = applyEvent(started, { type: "CLAIM", worker: "w1", at }).run as SyncRunRow;
const cancelled = applyEvent(claimed, { type: "CANCEL", actor: "ana", at }).run as SyncRunRow;

it("offers what the run accepts at that moment", () => {
  expect(allowedEvents(started, at)).toEqual(["CLAIM", "CANCEL"]);
  expect(allowedEvents(claimed, at)).toEqual(["BEAT", "COMMIT", "YIELD", "COMPLETE", "FAIL", "CANCEL"]);
  expect(allowedEvents(cancelled, at)).toEqual(["STOPPED"]);
});

it("offers EXPIRE once the deadline has passed", () => {
  expect(allowedEvents(claimed, "2026-11-24T10:01:00.000Z")).toContain("EXPIRE");
});
