import { expect, it } from "vitest";
import { together } from "./together.ts";

it("answers in the items' order, with so many at once and no more", async () => {
  let [now, most] = [0, 0];
  const doubled = await together([5, 1, 4, 2, 3], 2, async (n) => {
    most = Math.max(most, ++now);
    for (let turn = 0; turn < n; turn++) await Promise.resolve();
    now -= 1;
    return n * 2;
  });
  expect([doubled, most]).toEqual([[10, 2, 8, 4, 6], 2]);
});

it("begins nothing more after a failure", async () => {
  const begun: number[] = [];
  const work = together([1, 2, 3, 4, 5, 6], 2, async (n) => {
    begun.push(n);
    if (n === 2) throw new Error("two");
    for (let turn = 0; turn < 5; turn++) await Promise.resolve();
  });
  await expect(work).rejects.toThrow("two");
  for (let turn = 0; turn < 20; turn++) await Promise.resolve();
  expect(begun).toEqual([1, 2]);
});

it("does nothing for nobody", async () => {
  expect(await together([], 3, async () => 1)).toEqual([]);
});
