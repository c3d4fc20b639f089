import { expect, it } from "vitest";
import { createScript } from "./script.ts";

it("plays in order of time, and what happens in one second as it was written", () => {
  const script = createScript();
  const played: string[] = [];
  for (const [at, name] of [
    [3, "late"],
    [1, "first"],
    [2, "a"],
    [2, "b"],
    [1, "second"],
  ] as const) {
    script.add(at, () => played.push(name));
  }
  script.play();
  expect(played).toEqual(["first", "second", "a", "b", "late"]);
});
