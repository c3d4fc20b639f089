import { expect, it } from "vitest";
import { configToml, lackingIn } from "./config-toml.ts";

const names = ["fetch-stripe", "sync-runs"];

it("a config.toml of Sincro's own lacks nothing", () => {
  expect(lackingIn(configToml(names), names)).toEqual([]);
});

it.for([
  ["no section", `project_id = "shop"\n`],
  ["the section of another", `[functions.fetch-stripe-old]\nverify_jwt = false\n`],
  ["the other word", `[functions.fetch-stripe]\nverify_jwt = true\n`],
  ["no line in its own section", `[functions.fetch-stripe]\n[functions.hello]\nverify_jwt = false\n`],
  ["a line that is commented out", `[functions.fetch-stripe]\n# verify_jwt = false\n`],
] as const)("lacking: %s", ([, toml]) => {
  expect(lackingIn(toml, ["fetch-stripe"])).toEqual([`[functions.fetch-stripe]\nverify_jwt = false\n`]);
});

it.for([
  ["spaces", `[ functions.fetch-stripe ]\n  verify_jwt=false # asks itself\n`],
  ["quotes and Windows line ends", `[functions."fetch-stripe"]\r\nenabled = true\r\nverify_jwt = false\r\n[db]\r\n`],
] as const)("there, with %s", ([, toml]) => {
  expect(lackingIn(toml, ["fetch-stripe"])).toEqual([]);
});
