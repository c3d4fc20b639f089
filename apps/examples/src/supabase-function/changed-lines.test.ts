import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";

const path = (version: string) =>
  fileURLToPath(new URL(`${version}/functions/import-payments/index.ts`, import.meta.url));

it("twenty lines of the function change, and not one more", () => {
  const { stdout } = spawnSync("git", ["diff", "--no-index", "--numstat", path("before"), path("after")], {
    encoding: "utf8",
  });
  const [added, removed] = stdout.split("\t").map(Number);
  expect(added).toBeGreaterThan(0);
  expect(added).toBeLessThanOrEqual(20);
  expect(removed).toBeLessThanOrEqual(20);
});
