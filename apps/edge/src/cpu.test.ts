import { createGhlFake } from "@sincro/fakes";
import { startProject } from "@sincro/store/supabase/testing";
import { describePostgrest } from "@sincro/store/testing";
import { expect, it, onTestFinished } from "vitest";
import { deploy } from "./testing/project.ts";
import { until } from "./testing/until.ts";

/** Half of what Supabase gives a request: https://supabase.com/docs/guides/functions/limits */
const halfMs = 1_000;

describePostgrest("the CPU of a slice on Deno", (version) => {
  it.runIf(process.platform === "linux")(
    "F46 · is used up by its allowance at less than half of the platform's limit: 500 records a page, from a cold start on",
    async () => {
      const project = await startProject(version);
      const fake = createGhlFake({ counts: { contacts: 7_000 } });
      const provider = await fake.listen();
      onTestFinished(async () => {
        await provider.close();
        await project.stop();
      });
      const { client, edge, gateway } = await deploy(project);
      const keys = { GHL_API_KEY: fake.key, GHL_LOCATION_ID: fake.locationId, GHL_API_BASE: provider.url };
      const functions = await edge({ ...keys, SINCRO_RATE_SHARE: "1" });
      await client.sync("ghl", { mode: "full" });
      gateway.route(undefined);
      // The rows are read past the functions, which would have to work for it.
      const run = await until("the end of the first slice", async () => {
        const { rows } = await project.admin.query("select * from sync_runs where status = 'continuing'");
        return rows[0];
      });
      expect(run).toMatchObject({ slice: "1", yield_reason: "budget" });
      expect([Number(run.commit_seq), Number(run.total_fetched)], "a slice at its cap").toEqual([40, 5_043]);
      expect(functions.cpuMs()).toBeLessThan(halfMs);
    },
  );
});
