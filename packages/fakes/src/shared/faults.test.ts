import { expect, it } from "vitest";
import { createFaults } from "./faults.ts";

const kinds = (faults: ReturnType<typeof createFaults>, count: number, path = "/a") =>
  Array.from({ length: count }, () => faults.draw(path)?.kind ?? "ok");

it("meets every k-th request, so often as it may", () => {
  const faults = createFaults({ rules: [{ kind: "closed", every: 3, times: 2 }] });
  expect(kinds(faults, 10)).toEqual(["ok", "ok", "closed", "ok", "ok", "closed", "ok", "ok", "ok", "ok"]);
});

it("counts only requests to the rule's path", () => {
  const faults = createFaults({ rules: [{ kind: "hang", path: "/b", every: 2 }] });
  expect([...kinds(faults, 3, "/a"), ...kinds(faults, 2, "/b")]).toEqual(["ok", "ok", "ok", "ok", "hang"]);
});

it("lets the first rule decide and the others count on", () => {
  const faults = createFaults({
    rules: [
      { kind: "closed", every: 2 },
      { kind: "truncated", every: 2, times: 1 },
      { kind: "hang", every: 3 },
    ],
  });
  expect(kinds(faults, 6)).toEqual(["ok", "closed", "hang", "closed", "ok", "closed"]);
});

it("starts anew with every set, and stops with clear", () => {
  const faults = createFaults({ latencyMs: 5, rules: [{ kind: "closed", times: 1 }] });
  expect(kinds(faults, 2)).toEqual(["closed", "ok"]);
  faults.set({ rules: [{ kind: "hang", times: 1 }] });
  expect([...kinds(faults, 2), faults.current.latencyMs]).toEqual(["hang", "ok", undefined]);
  faults.set({ rules: [{ kind: "hang" }] });
  faults.clear();
  expect(kinds(faults, 2)).toEqual(["ok", "ok"]);
});
