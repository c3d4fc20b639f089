import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { onTestFinished } from "vitest";
import type { CommandLine } from "./command-line.ts";
import { startManagementApi, type Upload } from "./management-api.ts";

/** What `supabase functions deploy` uploaded. */
export interface Uploaded {
  /** Each function's description, by its name. */
  readonly metadata: ReadonlyMap<string, Upload["metadata"]>;
  /** A folder with the files that came, and nothing besides; as in the project, from `supabase` on. */
  readonly folder: string;
}

/** Deploys the functions of a command line's project to a stand-in for Supabase. */
export async function upload(cli: CommandLine): Promise<Uploaded> {
  const api = await startManagementApi();
  onTestFinished(() => api.close());
  const profile = join(cli.folder, "profile.yaml");
  await writeFile(profile, `name: test\napi_url: ${api.url}\ndashboard_url: ${api.url}\nproject_host: supabase.test\n`);
  const said = await cli.run(
    ...["functions", "deploy", "--use-api", "--yes", "--profile", profile, "--remote=abcdefghijklmnopqrst"],
  );
  if (said.code !== 0) throw new Error(`supabase functions deploy ended with ${said.code}:\n${said.all}`);
  const folder = join(cli.folder, "uploaded");
  for (const { files } of api.uploads.values()) {
    for (const [path, text] of files) {
      await mkdir(dirname(join(folder, path)), { recursive: true });
      await writeFile(join(folder, path), text);
    }
  }
  return { folder, metadata: new Map([...api.uploads].map(([name, { metadata }]) => [name, metadata])) };
}

/** What the command line needs in its environment to deploy. */
export const accessToken = { SUPABASE_ACCESS_TOKEN: `sbp_${"0".repeat(40)}` };
