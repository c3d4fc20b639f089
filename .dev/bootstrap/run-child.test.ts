import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { tempFolder } from "../test/temp-folder.ts";

const started: ChildProcess[] = [];

/** A process that hands over to `child` as the bootstrap does, with its own exit code. */
function handOver(child: string, options = ""): ChildProcess & { output: string } {
  const script = join(tempFolder(), "child.mjs");
  writeFileSync(script, child);
  const module = join(import.meta.dirname, "run-child.mjs");
  const parent = `
    let lines = 0;
    const { runChild } = await import(${JSON.stringify(module)});
    const { code, interrupted } = await runChild(process.execPath, [${JSON.stringify(script)}], { cwd: ".", env: process.env, ${options} });
    if (lines > 0) console.log("parent:", lines, "lines");
    console.log("parent: code", code, interrupted ? "interrupted" : "undisturbed");
    process.exitCode = code;
  `;
  const handing = Object.assign(spawn(process.execPath, ["--input-type=module", "--eval", parent]), { output: "" });
  handing.stdout.on("data", (chunk: Buffer) => {
    handing.output += chunk;
    handing.emit("said");
  });
  started.push(handing);
  return handing;
}

async function until(process: ChildProcess & { output: string }, words: string): Promise<void> {
  while (!process.output.includes(words)) await once(process, "said");
}

const patient = `
  for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => {
    console.log("child: got", signal);
    setTimeout(() => process.exit(7), 500);
  });
  setInterval(() => {}, 1000);
  console.log("child: ready");
`;

afterEach(() => {
  for (const process of started.splice(0)) process.kill("SIGKILL");
});

describe("handing over", () => {
  it("passes the exit code through", async () => {
    const handing = handOver("process.exitCode = 3");
    expect(await once(handing, "close")).toEqual([3, null]);
    expect(handing.output).toBe("parent: code 3 undisturbed\n");
  });

  it("tells each line of the output and prints it all the same", async () => {
    const handing = handOver(`process.stdout.write("one\\ntwo\\n".repeat(20_000))`, "onLine: () => { lines += 1; }");
    await once(handing, "close");
    expect(handing.output.match(/one\n/g)).toHaveLength(20_000);
    expect(handing.output).toContain("parent: 40000 lines");
  });

  it("says how a child died of a signal, in the shell's way", async () => {
    const handing = handOver(`process.kill(process.pid, "SIGKILL")`);
    expect(await once(handing, "close")).toEqual([137, null]);
  });

  it("forwards a stop and waits for the child's own ending", async () => {
    const handing = handOver(patient);
    await until(handing, "child: ready");
    handing.kill("SIGTERM");
    expect(await once(handing, "close")).toEqual([7, null]);
    expect(handing.output).toContain("child: got SIGTERM\nparent: code 7 interrupted");
  });

  it("forwards one key press once, though npm repeats it", async () => {
    const handing = handOver(patient);
    await until(handing, "child: ready");
    handing.kill("SIGINT");
    await until(handing, "child: got SIGINT");
    handing.kill("SIGINT");
    await once(handing, "close");
    expect(handing.output.match(/got SIGINT/g)).toHaveLength(1);
  });

  it("takes the child with it when it is killed", async () => {
    const handing = handOver(patient);
    await until(handing, "child: ready");
    handing.kill("SIGKILL");
    await until(handing, "child: got SIGTERM");
  });
});
