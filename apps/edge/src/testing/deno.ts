import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../../../../", import.meta.url));
/** The program itself: npm's script around it would be what a signal ends. */
const program = programOf(createRequire(import.meta.url).resolve("deno/package.json"));

function programOf(manifest: string): string {
  const machine = `${process.platform}-${process.arch}${process.platform === "linux" ? "-glibc" : ""}`;
  const found = createRequire(manifest).resolve(`@deno/${machine}/package.json`);
  return join(found, process.platform === "win32" ? "../deno.exe" : "../deno");
}

/** The functions of the project, as they are deployed. */
export const functionsFolder = join(root, "apps/edge/supabase/functions");
const preload = fileURLToPath(new URL("../deno/edge-runtime.ts", import.meta.url));
const router = fileURLToPath(new URL("../deno/router.ts", import.meta.url));

const own = {
  DENO_DIR: join(root, ".sincro/tools/deno"),
  NO_COLOR: "1",
  DENO_NO_UPDATE_CHECK: "1",
  // The system's certificates too, as npm has them: a registry may be reached through a proxy of one's own.
  DENO_TLS_CA_STORE: "mozilla,system",
};

/** Runs the real Deno, with nothing of this process's environment that could change it. It downloads nothing. */
function denoProcess(args: readonly string[], env: Readonly<Record<string, string>>): ChildProcess {
  const { PATH = "", HOME = "" } = process.env;
  return spawn(program, args, { cwd: root, env: { PATH, HOME, ...own, ...env }, stdio: ["ignore", "pipe", "pipe"] });
}

/** What a Deno that ran to its end wrote, and how it ended. */
interface Ran {
  readonly code: number | null;
  readonly output: string;
}

/** Runs Deno to its end, in this process's environment: it may download, by whatever proxies and certificates it takes. */
export async function deno(args: readonly string[]): Promise<Ran> {
  const child = spawn(program, args, { cwd: root, env: { ...process.env, ...own }, stdio: ["ignore", "pipe", "pipe"] });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk: Buffer) => (output += chunk));
  const [code] = (await once(child, "close")) as [number | null];
  return { code, output };
}

let cached: Promise<Ran> | undefined;

/** Has the packages that the functions import in Deno's cache. */
async function packagesCached(): Promise<void> {
  cached ??= deno([
    "cache",
    `--config=${join(functionsFolder, "deno.json")}`,
    join(functionsFolder, "_shared/functions.ts"),
  ]);
  const { code, output } = await cached;
  if (code !== 0) throw new Error(`Deno could not fetch the functions' packages:\n${output}`);
}

/** Deno with the functions of a folder in it. */
export interface EdgeProcess {
  readonly port: number;
  /** All that it has written to its log. */
  log(): string;
  /** The CPU that it has used so far, all of its threads together, in milliseconds. On Linux. */
  cpuMs(): number;
  /** Ends it as the platform does when a limit is reached. */
  kill9(): Promise<void>;
  /** Ends it as the platform does when it no longer needs it; answers the exit code. */
  drain(): Promise<number | null>;
}

/** Where functions take their packages from: by their import map from the registry, or from nowhere but their folder. */
export type Packages = "registry" | "vendored";

/** Starts the functions and waits until they listen. */
export async function startEdge(
  env: Readonly<Record<string, string>>,
  folder = functionsFolder,
  packages: Packages = "registry",
): Promise<EdgeProcess> {
  if (packages === "registry") await packagesCached();
  const args = [
    "run",
    "--quiet",
    "--cached-only",
    "--unstable-no-legacy-abort",
    "--allow-all",
    "--no-prompt",
    ...(packages === "registry"
      ? [`--config=${join(folder, "deno.json")}`]
      : ["--no-config", "--no-npm", "--no-remote"]),
    `--preload=${preload}`,
    router,
  ];
  const child = denoProcess([...args, folder], env);
  let written = "";
  const ended = once(child, "close").then(([code]) => code as number | null);
  child.stderr?.on("data", (chunk: Buffer) => {
    written += chunk;
  });
  const port = await new Promise<number>((resolve, reject) => {
    child.stdout?.once("data", (chunk: Buffer) => resolve(Number(String(chunk))));
    void ended.then((code) => reject(new Error(`Deno ended with ${code}:\n${written}`)));
  });
  return {
    port,
    log: () => written,
    cpuMs: () => cpuMsOf(child.pid),
    kill9: async () => {
      child.kill("SIGKILL");
      await ended;
    },
    drain: async () => {
      child.kill("SIGTERM");
      return await ended;
    },
  };
}

/** User and system time, in hundredths of a second: proc(5), fields 14 and 15. */
function cpuMsOf(pid: number | undefined): number {
  const fields = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ")[1]?.split(" ") ?? [];
  return 10 * (Number(fields[11]) + Number(fields[12]));
}
