import { expect, it } from "vitest";
import { growthMb, residentMb } from "./memory.fixture.ts";

it("a saw does not grow; a saw on a slope does", () => {
  const saw = Array.from({ length: 60 }, (_, n) => 100 + (n % 7) * 5);
  expect(growthMb(saw)).toBe(0);
  expect(growthMb(saw.map((mb, n) => mb + n))).toBeGreaterThan(30);
  expect(() => growthMb([1, 2, 3])).toThrow("say nothing");
});

it.runIf(process.platform === "linux")("a process holds some memory", () => {
  expect(residentMb(process.pid)).toBeGreaterThan(10);
});
