import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "../../repo/workspaces.ts";
import { type NamedTest, namedTests } from "./named-tests.ts";

/** Where tests stand: beside their sources, in the page's folder, and the promises that each store is tested by. */
const places = ["**/*.{test,spec}.{ts,tsx}", "store/src/conformance/*.ts", "store/src/rpc/*.test-kit.ts"];

/** Every named test of the repository, in the order of their files. */
export function findNamedTests(): readonly NamedTest[] {
  const files = places.flatMap((place) => [
    ...globSync(`packages/${place}`, { cwd: root, exclude: (path) => path.endsWith("node_modules") }),
    ...globSync(`apps/${place}`, { cwd: root, exclude: (path) => path.endsWith("node_modules") }),
  ]);
  return [...new Set(files)]
    .map((file) => file.replaceAll("\\", "/"))
    .sort()
    .flatMap((file) => namedTests(file, readFileSync(join(root, file), "utf8")));
}
