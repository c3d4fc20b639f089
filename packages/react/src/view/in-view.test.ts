import { expect, it } from "vitest";
import { inView } from "./in-view.ts";
import { over, run } from "./run.fixture.ts";

const ended = over("completed", 0, { id: "b", started_at: "2026-11-24T13:00:00Z" });
const live = run({ id: "a", source: "paypal" });

it("looks at what is live first, then at what is newest, and at a chosen source alone", () => {
  expect(inView([ended, live], null)?.id).toBe("a");
  expect(inView([ended, over("failed", 100, { id: "c" })], null)?.id).toBe("b");
  expect(inView([ended, live], "stripe")?.id).toBe("b");
  expect(inView([ended], "paypal")).toBeNull();
  expect(inView([], null)).toBeNull();
});
