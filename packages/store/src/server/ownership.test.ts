import { readdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { newFolder } from "./owner.test-kit.ts";
import { acquire, type Ownership, ownerOf, take } from "./ownership.ts";

let dir: string;
beforeEach(async () => {
  dir = await newFolder();
});
afterEach(() => rm(dir, { recursive: true }));

it("is granted to one of many that take over a dead owner's lock at once, again and again", async () => {
  const dead = { pid: 1, born: "before the last boot", since: "2026-01-01T00:00:00Z", info: {}, released: false };
  for (let round = 1; round <= 40; round += 1) {
    const n = Number((await readdir(dir))[0]?.split(".")[1] ?? 0);
    await writeFile(join(dir, `owner.${n + 1}.json`), JSON.stringify(dead));
    const all = await Promise.all(Array.from({ length: 8 }, () => acquire(dir)));
    const won = all.filter((it) => it.kind === "acquired");
    expect(won).toHaveLength(1);
    await won[0]?.ownership.release();
  }
});

it("is never held twice, however takers and releases interleave", async () => {
  let holders = 0;
  let granted = 0;
  const hold = async (ownership: Ownership) => {
    granted += 1;
    holders += 1;
    expect(holders).toBe(1);
    await ownership.describe({ port: 5432 });
    holders -= 1;
    await ownership.release();
  };
  const taker = async () => {
    for (let tries = 0; tries < 60; tries += 1) {
      const got = await acquire(dir);
      if (got.kind === "acquired") await hold(got.ownership);
    }
  };
  await Promise.all(Array.from({ length: 6 }, taker));
  expect(granted).toBeGreaterThan(6);
  expect(await ownerOf(dir)).toBeUndefined();
  expect(await readdir(dir)).toHaveLength(1);
});

it("is not granted to a slow starter that saw a lock long gone, and its number is cleaned away", async () => {
  for (let turn = 1; turn <= 3; turn += 1) {
    const got = await acquire(dir);
    if (got.kind === "acquired" && turn < 3) await got.ownership.release();
  }
  expect(await readdir(dir)).toEqual(["owner.3.json"]);
  expect(await take(dir, 2)).toBeUndefined();
  expect(await readdir(dir)).toEqual(["owner.3.json"]);
});

it("shows what the owner said of itself and nothing of the lock's own", async () => {
  const got = await acquire(dir);
  if (got.kind === "held") throw new Error("nobody has it");
  await got.ownership.describe({ port: 5433, info: { page: "here" } });
  const { since, ...rest } = (await ownerOf(dir)) ?? {};
  expect(rest).toEqual({ pid: process.pid, port: 5433, info: { page: "here" } });
  expect(Date.parse(since ?? "")).toBeLessThanOrEqual(Date.now());
  expect(await acquire(dir)).toMatchObject({ kind: "held", owner: rest });
  expect(await ownerOf(join(dir, "never-made"))).toBeUndefined();
});
