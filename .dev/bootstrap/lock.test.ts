import { spawnSync } from "node:child_process";
import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it, onTestFinished, vi } from "vitest";
import { tempFolder } from "../test/temp-folder.ts";
import { withLock } from "./lock.mjs";

const fresh = () => join(tempFolder(), "lock");

it("lets one in at a time, and tells the other why it waits", async () => {
  const said = vi.spyOn(process.stderr, "write").mockReturnValue(true);
  onTestFinished(() => said.mockRestore());
  const file = fresh();
  const seen: string[] = [];
  const work = (name: string) => async () => {
    seen.push(`${name} in`);
    await new Promise((resolve) => setImmediate(resolve));
    seen.push(`${name} out`);
  };
  await Promise.all([withLock(file, work("a")), withLock(file, work("b"))]);
  expect(seen).toEqual(["a in", "a out", "b in", "b out"]);
  expect(said.mock.calls.join()).toContain(`process ${process.pid}`);
});

it("takes over from an owner that was killed", async () => {
  const file = fresh();
  writeFileSync(file, String(spawnSync(process.execPath, ["--version"]).pid));
  expect(await withLock(file, async () => "done")).toBe("done");
});

it("is released when the work fails", async () => {
  const file = fresh();
  const failing = withLock(file, () => Promise.reject(new Error("no network")));
  await expect(failing).rejects.toThrow("no network");
  expect(existsSync(file)).toBe(false);
});
