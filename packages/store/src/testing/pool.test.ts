import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { existsSync, readdirSync } from "node:fs";
import { chmod, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it, vi } from "vitest";
import { readPidFile } from "../server/pid-file.ts";
import { bornAt } from "../server/process-id.ts";
import { withClient } from "./client.ts";
import type { Told } from "./pool.fixture.ts";
import { whyAbsent } from "./programs.ts";

const absent = process.env.CI === "true" ? undefined : whyAbsent(15);

describe.skipIf(absent)(`the clusters of a run${absent ? ` (skipped: ${absent})` : ""}`, () => {
  it("are shared by the processes of the run, and stop with it", async () => {
    const { main, told, servers } = await run();
    expect(told.worker.map(portOf)).toEqual(told.main.map(portOf));
    expect(new Set(told.main.map(portOf)).size).toBe(2);
    main.send("stop");
    await allGone(servers);
  });

  it("are gone, folders too, when its main process is killed", async () => {
    const { main, servers } = await run();
    main.kill("SIGKILL");
    await allGone(servers);
  });

  it("leave no folder either when it is killed while it makes them", async () => {
    const temporary = await mkdtemp(join(tmpdir(), "sincro-killed-early-"));
    await chmod(temporary, 0o777);
    const main = forkMain({ TMPDIR: temporary });
    await vi.waitUntil(() => readdirSync(temporary).length === 2, { timeout: 20_000, interval: 5 });
    main.kill("SIGKILL");
    await vi.waitUntil(() => readdirSync(temporary).length === 0, { timeout: 20_000, interval: 50 });
    await rm(temporary, { recursive: true });
  });
});

interface Server {
  readonly pid: number;
  readonly folder: string;
}

async function run(): Promise<{ main: ChildProcess; told: Told; servers: readonly Server[] }> {
  const main = forkMain();
  const [told] = (await once(main, "message")) as [Told];
  return { main, told, servers: await Promise.all(told.main.map(serverOf)) };
}

function forkMain(more: NodeJS.ProcessEnv = {}): ChildProcess {
  const { SINCRO_TEST_CLUSTERS: _, ...env } = process.env; // a run of its own, inside this one
  const program = fileURLToPath(new URL("./pool.fixture.ts", import.meta.url));
  return fork(program, ["main"], { execArgv: [], stdio: "ignore", env: { ...env, ...more } });
}

async function serverOf(adminUrl: string): Promise<Server> {
  const { rows } = await withClient(adminUrl, (client) => client.query("show data_directory"));
  const data = String(rows[0]?.data_directory);
  return { pid: (await readPidFile(data))?.pid ?? 0, folder: dirname(data) };
}

async function allGone(servers: readonly Server[]): Promise<void> {
  const isGone = ({ pid, folder }: Server) => bornAt(pid) === undefined && !existsSync(folder);
  expect(servers).toHaveLength(2);
  await vi.waitUntil(() => servers.every(isGone), { timeout: 20_000, interval: 50 });
}

function portOf(url: string): string {
  return new URL(url).port;
}
