import { spawn } from "node:child_process";
import { once } from "node:events";
import { cp, mkdtemp, rm } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const supabase = join(createRequire(import.meta.url).resolve("supabase/package.json"), "../dist/supabase.js");
const project = fileURLToPath(new URL("../../supabase", import.meta.url));

/** What a command wrote, and its exit code. */
interface Said {
  readonly code: number | null;
  readonly stdout: string;
  /** Both streams, as they came. */
  readonly all: string;
}

/** Supabase's own command line in a project's folder: nothing outside of it is at hand, and it leaves nothing here. */
export interface CommandLine {
  readonly folder: string;
  run(...args: readonly string[]): Promise<Said>;
  remove(): Promise<void>;
}

/** In a folder of its own, with a copy of this project unless `fill` puts another there. */
export async function commandLine(
  env: Readonly<Record<string, string>> = {},
  fill: (folder: string) => Promise<void> = (folder) => cp(project, join(folder, "supabase"), { recursive: true }),
): Promise<CommandLine> {
  const folder = await mkdtemp(join(tmpdir(), "sincro-supabase-"));
  await fill(folder);
  const { PATH = "" } = process.env;
  const quiet = {
    SUPABASE_TELEMETRY_DISABLED: "1",
    SUPABASE_NO_UPDATE_NOTIFIER: "1",
    DO_NOT_TRACK: "1",
    NO_COLOR: "1",
  };
  return {
    folder,
    run: async (...args) => {
      const child = spawn(process.execPath, [supabase, "--workdir", folder, ...args], {
        cwd: folder,
        env: { PATH, HOME: folder, ...quiet, ...env },
        stdio: ["ignore", "pipe", "pipe"],
      });
      const said = { stdout: "", all: "" };
      child.stdout.on("data", (chunk: Buffer) => {
        said.stdout += chunk;
        said.all += chunk;
      });
      child.stderr.on("data", (chunk: Buffer) => (said.all += chunk));
      const [code] = (await once(child, "close")) as [number | null];
      return { code, ...said };
    },
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}
