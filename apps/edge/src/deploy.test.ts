import { join } from "node:path";
import { startProject } from "@sincro/store/supabase/testing";
import { describePostgrest } from "@sincro/store/testing";
import { expect, it, onTestFinished } from "vitest";
import { commandLine } from "./testing/command-line.ts";
import { deploy } from "./testing/project.ts";
import { expectEverything } from "./testing/truth.ts";
import { runOver, startedId } from "./testing/until.ts";
import { accessToken, upload } from "./testing/upload.ts";

const functionNames = ["fetch-paypal", "fetch-stripe", "sync-command-center", "sync-ghl", "sync-manychat", "sync-runs"];

describePostgrest("supabase functions deploy", (version) => {
  it("F57 · uploads all that the functions need: from that alone a sync runs to its end", async () => {
    const cli = await commandLine(accessToken);
    const project = await startProject(version);
    onTestFinished(async () => {
      await cli.remove();
      await project.stop();
    });
    const { metadata, folder } = await upload(cli);
    expect([...metadata.keys()].sort()).toEqual(functionNames);
    for (const [name, said] of metadata) {
      expect(said).toMatchObject({
        entrypoint_path: `supabase/functions/${name}/index.ts`,
        import_map_path: "supabase/functions/deno.json",
        verify_jwt: false,
      });
    }
    const { client, edge, fake } = await deploy(project, { scale: 0.1 });
    await edge({}, join(folder, "supabase/functions"));
    expect(await runOver(client, await startedId(client))).toMatchObject({ status: "completed" });
    await expectEverything(project, fake);
  });
});
