import { describe, expect, it } from "vitest";
import { startPostgrest, whyNoPostgrest } from "./postgrest.ts";

const absent = process.env.CI === "true" ? undefined : whyNoPostgrest();

describe.skipIf(absent)(`startPostgrest${absent ? ` (skipped: ${absent})` : ""}`, () => {
  it("says in PostgREST's own words why it does not start", async () => {
    const database = { url: "postgres://nobody@127.0.0.1:1/none", adminUrl: "", drop: async () => {} };
    const never = async () => {};
    const cluster = { version: 18, port: 1, password: "secret", start: never, crash: never, stop: never } as const;
    const failure = await startPostgrest(database, cluster, { PGRST_LOG_LEVEL: "loud" }).catch((error: Error) => error);
    expect(String(failure)).toMatch(/PostgREST did not start:\n.*Invalid logging level/s);
    expect(String(failure)).not.toContain("postgres://");
  });
});
