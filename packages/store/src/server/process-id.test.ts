import { spawn } from "node:child_process";
import { once } from "node:events";
import { expect, it, vi } from "vitest";
import { bornAt, commandOf } from "./process-id.ts";

it("tells a living process from one that is gone, and one birth from another", async () => {
  const mine = bornAt(process.pid);
  expect(bornAt(process.pid)).toBe(mine);
  const child = spawn("sleep", ["60"]);
  const { pid = 0 } = child;
  expect(bornAt(pid)).not.toBe(mine);
  await vi.waitUntil(() => commandOf(pid) === "sleep 60", 10_000);
  child.kill();
  await once(child, "exit");
  expect(bornAt(pid)).toBeUndefined();
  expect(commandOf(pid)).toBeUndefined();
});

it("takes a zombie for gone: whoever should reap it may never do so", async () => {
  // The shell becomes `sleep`, which does not wait for the child that the shell had started.
  const parent = spawn("sh", ["-c", "sleep 0.1 & echo $!; exec sleep 60"], { stdio: ["ignore", "pipe", "ignore"] });
  const [line] = await once(parent.stdout, "data");
  const zombie = Number(String(line));
  await vi.waitUntil(() => bornAt(zombie) === undefined, 10_000);
  expect(() => process.kill(zombie, 0)).not.toThrow();
  parent.kill();
});
