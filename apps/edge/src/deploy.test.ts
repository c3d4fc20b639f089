import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { startProject } from "@sincro/store/supabase/testing";
import { describePostgrest } from "@sincro/store/testing";
import { expect, it, onTestFinished } from "vitest";
import { commandLine } from "./testing/command-line.ts";
import { startManagementApi } from "./testing/management-api.ts";
import { deploy } from "./testing/project.ts";
import { expectEverything } from "./testing/truth.ts";
import { runOver, startedId } from "./testing/until.ts";

const functionNames = ["fetch-paypal", "fetch-stripe", "sync-command-center", "sync-ghl", "sync-manychat", "sync-runs"];

describePostgrest("supabase functions deploy", (version) => {
  it("F57 · uploads all that the functions need: from that alone a sync runs to its end", async () => {
    const api = await startManagementApi();
    const cli = await commandLine({ SUPABASE_ACCESS_TOKEN: `sbp_${"0".repeat(40)}` });
    const project = await startProject(version);
    onTestFinished(async () => {
      await cli.remove();
      await api.close();
      await project.stop();
    });
    const profile = join(cli.folder, "profile.yaml");
    await writeFile(
      profile,
      `name: test\napi_url: ${api.url}\ndashboard_url: ${api.url}\nproject_host: supabase.test\n`,
    );
    const said = await cli.run(
      ...["functions", "deploy", "--use-api", "--yes", "--profile", profile, "--remote=abcdefghijklmnopqrst"],
    );
    expect(said, said.all).toMatchObject({ code: 0 });
    expect([...api.uploads.keys()].sort()).toEqual(functionNames);

    const uploaded = join(cli.folder, "uploaded");
    for (const [name, { metadata, files }] of api.uploads) {
      expect(metadata).toMatchObject({
        entrypoint_path: `supabase/functions/${name}/index.ts`,
        import_map_path: "supabase/functions/deno.json",
        verify_jwt: false,
      });
      for (const [path, text] of files) {
        await mkdir(dirname(join(uploaded, path)), { recursive: true });
        await writeFile(join(uploaded, path), text);
      }
    }
    const { client, edge, fake } = await deploy(project, { scale: 0.1 });
    await edge({}, join(uploaded, "supabase/functions"));
    expect(await runOver(client, await startedId(client))).toMatchObject({ status: "completed" });
    await expectEverything(project, fake);
  });
});
