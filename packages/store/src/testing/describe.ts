import { describe } from "vitest";
import { type ClusterVersion, clusters, whyAbsent } from "./programs.ts";

/**
 * `describe` once for each supported PostgreSQL.
 *
 * A version that this machine lacks is skipped, and its title says why; on CI (`CI=true`) it runs, and so fails.
 *
 * @example
 * describePostgres("the store", (version) => {
 *   it("…", async () => { const database = await testDatabase({ version }); … });
 * });
 */
export function describePostgres(title: string, body: (version: ClusterVersion) => void): void {
  for (const version of clusters) {
    const absent = process.env.CI === "true" ? undefined : whyAbsent(version);
    const name = `${title}, on PostgreSQL ${version}`;
    if (absent === undefined) {
      describe(name, () => body(version));
    } else {
      console.warn(`${name}: skipped, ${absent}`);
      describe.skip(`${name} (skipped: ${absent})`, () => body(version));
    }
  }
}
