import { expect, it } from "vitest";
import { rememberedLayout, rememberedRange } from "./remembered.ts";

function memory(entries: Record<string, string> = {}) {
  const kept = new Map(Object.entries(entries));
  return {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => kept.set(key, value),
  };
}

it("what was chosen is chosen again", () => {
  const storage = memory();
  rememberedRange(storage).set("month");
  rememberedLayout(storage).set("list");
  expect(rememberedRange(storage).get()).toBe("month");
  expect(rememberedLayout(storage).get()).toBe("list");
});

it("what is no choice any more is not taken from memory", () => {
  const storage = memory({ "sincro.range": "decade", "sincro.results": "cube" });
  expect(rememberedRange(storage).get()).toBe("7d");
  expect(rememberedLayout(storage).get()).toBe("table");
});
