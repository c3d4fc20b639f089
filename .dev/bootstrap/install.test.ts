import { expect, it } from "vitest";
import { covers } from "./install.mjs";

it.each([
  { stamp: "", wanted: "start", current: "abc", so: false, when: "nothing was installed" },
  { stamp: "start abc\n", wanted: "start", current: "abc", so: true, when: "the same was" },
  { stamp: "start abc\n", wanted: "start", current: "def", so: false, when: "the manifests changed since" },
  { stamp: "start abc\n", wanted: "full", current: "abc", so: false, when: "the tools are missing" },
  { stamp: "full abc\n", wanted: "start", current: "abc", so: true, when: "more than is needed was" },
] as const)("an install is up to date: $so, when $when", ({ stamp, wanted, current, so }) => {
  expect(covers(stamp, wanted, current)).toBe(so);
});
