import { describe } from "vitest";
import { whyNoPostgrest } from "./postgrest.ts";
import { type ClusterVersion, clusters, whyAbsent } from "./programs.ts";

/**
 * `describe` once for each supported PostgreSQL, or for some of them.
 *
 * A version that this machine lacks is skipped, and its title says why; on CI (`CI=true`) it runs, and so fails.
 *
 * @example
 * describePostgres("the store", (version) => {
 *   it("…", async () => { const database = await testDatabase({ version }); … });
 * });
 */
export function describePostgres(
  title: string,
  body: (version: ClusterVersion) => void,
  versions: readonly ClusterVersion[] = clusters,
): void {
  for (const version of versions) {
    describeUnless(whyAbsent(version), `${title}, on PostgreSQL ${version}`, version, body);
  }
}

/** The same on PostgreSQL 18 with PostgREST before it. */
export function describePostgrest(title: string, body: (version: ClusterVersion) => void): void {
  describeUnless(whyNoPostgrest(), `${title}, through PostgREST, on PostgreSQL 18`, 18, body);
}

function describeUnless(
  absent: string | undefined,
  name: string,
  version: ClusterVersion,
  body: (version: ClusterVersion) => void,
): void {
  if (absent === undefined || process.env.CI === "true") {
    describe(name, () => body(version));
  } else {
    console.warn(`${name}: skipped, ${absent}`);
    describe.skip(`${name} (skipped: ${absent})`, () => body(version));
  }
}
