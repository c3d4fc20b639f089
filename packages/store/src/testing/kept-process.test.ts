import { fork } from "node:child_process";
import { once } from "node:events";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it, vi } from "vitest";
import { keptProcess } from "./kept-process.ts";

const folderOf = () => mkdtemp(join(tmpdir(), "sincro-kept-"));

/** Programs that were started with this word in their environment: the shell and what it keeps. */
function running(word: string): number {
  const isOurs = (pid: string) => {
    try {
      return /^\d+$/.test(pid) && readFileSync(`/proc/${pid}/environ`, "utf8").includes(`SINCRO_KEPT=${word}\0`);
    } catch {
      return false; // it ended between two looks, or is another user's
    }
  };
  return readdirSync("/proc").filter(isOurs).length;
}

const noProc = process.platform === "linux" ? "" : " (skipped: it looks into /proc, which only Linux has)";

describe.skipIf(noProc)(`a kept process${noProc}`, () => {
  it("ends when it is stopped, and its folder with it", async () => {
    const folder = await folderOf();
    const kept = keptProcess(["/bin/sleep", "3600"], { PATH: process.env.PATH, SINCRO_KEPT: folder }, folder);
    await vi.waitUntil(() => running(folder) === 2, { timeout: 20_000, interval: 10 });
    await kept.stop();
    expect([running(folder), existsSync(folder)]).toEqual([0, false]);
  });

  it("that ends by itself says with which words", async () => {
    const folder = await folderOf();
    const kept = keptProcess(["/bin/ls/none"], {}, folder);
    expect(await kept.ended).toContain("/bin/ls/none");
    await kept.stop();
    expect(existsSync(folder)).toBe(false);
  });

  it("is gone, and its folder too, when its owner is killed", async () => {
    const folder = await folderOf();
    const program = fileURLToPath(new URL("./kept-process.fixture.ts", import.meta.url));
    const owner = fork(program, [folder], { execArgv: [], stdio: "ignore" });
    await once(owner, "message");
    await vi.waitUntil(() => running(folder) === 2, { timeout: 20_000, interval: 10 });
    owner.kill("SIGKILL");
    await vi.waitUntil(() => running(folder) === 0 && !existsSync(folder), { timeout: 20_000, interval: 10 });
  });
});
