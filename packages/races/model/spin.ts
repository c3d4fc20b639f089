import { spawn } from "node:child_process";
import { copyFileSync, globSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Configuration } from "./configurations.ts";
import { parseSearch, type Search } from "./search.ts";

const source = import.meta.dirname;
/** How deep a search may go; one that gets there is reported, never taken for an exhaustive one. */
const DEPTH = 2_000_000;
/** Of one search, in megabytes. Two run at a time. */
const MEMORY_MB = 3_000;

/** What a search found and, where it found an error, the steps that lead to it. */
export interface Result extends Search {
  readonly seconds: number;
  readonly trail: readonly string[];
}

/** Searches the model, in a folder of its own: spin writes a program, the C compiler builds it, the program searches. */
export async function search(
  { defines, kind }: Pick<Configuration, "defines" | "kind">,
  first = false,
): Promise<Result> {
  // The shortest way to an error is the easiest to read; of a cycle there is none that is found cheaply.
  const shortest = first && kind === "safety";
  const folder = mkdtempSync(join(tmpdir(), "sincro-model-"));
  try {
    for (const file of globSync("*.pml", { cwd: source })) copyFileSync(join(source, file), join(folder, file));
    const switches = [...defines, ...(shortest ? ["SHORTEST"] : [])].map((define) => `-D${define}`);
    const began = performance.now();
    await run(folder, "spin", [...switches, "-a", "sync.pml"], true);
    await run(
      folder,
      "gcc",
      [first ? "-O0" : "-O1", "-w", `-DMEMLIM=${MEMORY_MB}`, ...flags(kind, shortest), "-o", "pan", "pan.c"],
      true,
    );
    const output = await run(folder, "./pan", [
      first ? "-w20" : "-w25",
      `-m${DEPTH}`,
      ...(kind === "liveness" ? ["-a", "-f"] : []),
    ]);
    const found = parseSearch(output);
    const trail = found.errors > 0 ? abridged(steps(await run(folder, "spin", [...switches, "-t", "sync.pml"]))) : [];
    return { ...found, seconds: (performance.now() - began) / 1_000, trail };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function flags(kind: Configuration["kind"], shortest: boolean): readonly string[] {
  if (kind === "liveness") return ["-DCOLLAPSE", "-DNFAIR=3"];
  return shortest ? ["-DSAFETY", "-DCOLLAPSE", "-DBFS"] : ["-DSAFETY", "-DCOLLAPSE"];
}

/** What the model prints on the way, the names of broken invariants, and where a cycle begins. */
function steps(replay: string): readonly string[] {
  return replay.split("\n").flatMap((line) => {
    const broken = /spin: (\S+\.pml):(\d+), Error: assertion violated/.exec(line);
    if (broken) return [`broken: ${invariantAt(broken[1] ?? "", Number(broken[2]))}`];
    if (line.includes("START OF CYCLE")) return ["for ever:"];
    const said = /^\s*([WOSE]\d?: .*)$/.exec(line);
    return said ? [said[1] ?? ""] : [];
  });
}

/** The beginning and the end of a trail that is too long to read: a cycle may be long because a fence grows in it. */
function abridged(trail: readonly string[]): readonly string[] {
  const cut = trail.length - 36;
  return cut > 0 ? [...trail.slice(0, 24), `… ${cut} steps …`, ...trail.slice(-12)] : trail;
}

function invariantAt(file: string, line: number): string {
  const text = readFileSync(join(source, file), "utf8").split("\n")[line - 1] ?? "";
  return /\/\* ([\w-]+)/.exec(text)?.[1] ?? text.trim();
}

function run(cwd: string, command: string, args: readonly string[], mustSucceed = false): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd, stdio: ["ignore", "pipe", "pipe"] });
    const chunks: Buffer[] = [];
    child.stdout.on("data", (chunk: Buffer) => chunks.push(chunk));
    child.stderr.on("data", (chunk: Buffer) => chunks.push(chunk));
    child.on("error", reject);
    child.on("close", (code, signal) => {
      const output = Buffer.concat(chunks).toString("utf8");
      if (signal !== null || (mustSucceed && code !== 0)) {
        reject(new Error(`${command} ${args.join(" ")} ended with ${signal ?? code}:\n${output}`));
      } else resolve(output);
    });
  });
}
