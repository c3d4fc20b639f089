import { existsSync } from "node:fs";
import { join } from "node:path";
import { defineConfig } from "vitest/config";
import { root, workspaces } from "./repo/workspaces.ts";
import { seededDefect } from "./test/seeded-defect.ts";

const defect = seededDefect();

const project = (name: string, folder: string) => ({
  extends: true as const,
  root: join(root, folder),
  plugins: defect,
  test: { name, include: ["**/*.test.{ts,tsx}"] },
});

export default defineConfig({
  test: {
    projects: [
      project("dev", ".dev"),
      ...workspaces()
        .filter(({ folder }) => folder !== "." && existsSync(join(root, folder, "src")))
        .map(({ folder, manifest }) => project(manifest.name.replace("@sincro/", ""), folder)),
    ],
    environment: "node",
    // A module with a seeded defect in it is nobody else's.
    fsModuleCache: defect.length === 0,
    // One database server of each version for the whole run, started when the first test asks for it.
    globalSetup: [join(root, "packages/store/src/testing/global-setup.ts")],
    // Real databases and servers: what is slow on a busy machine is not wrong. What is wrong is never tried again.
    testTimeout: 120_000,
    hookTimeout: 120_000,
    retry: 0,
    maxWorkers: 2,
  },
});
