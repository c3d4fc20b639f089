import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Killer, Mutant } from "./mutant.ts";

/** The part of vitest's JSON report that a verdict needs. */
export interface Report {
  readonly testResults: readonly {
    readonly name: string;
    readonly status: string;
    readonly message: string;
    readonly assertionResults: readonly {
      readonly fullName: string;
      readonly status: string;
      readonly failureMessages?: readonly string[] | null;
    }[];
  }[];
}

/** What became of one start of vitest. */
export interface VitestRun {
  /** Undefined when vitest ended without one. */
  readonly report: Report | undefined;
  /** How many parts of the defect found their place: modules that were loaded, and template databases. */
  readonly seeded: readonly string[];
  readonly exitCode: number | null;
  /** The end of what it said. */
  readonly said: string;
  readonly ms: number;
}

const root = join(import.meta.dirname, "../../../..");
const vitest = ["node_modules/vitest/vitest.mjs", "run", "--config", ".dev/vitest.config.ts"];

/** A defect that hangs its test must not hang the proof: the test, and vitest as a whole, in milliseconds. */
const [testMs, wholeMs] = [60_000, 600_000];

/** The tests that a killer names, as vitest's `-t` and as a filter of its report. */
export function pattern({ name }: Killer): string {
  return name.map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")).join(".*");
}

/** The project of a file, as .dev/vitest.config.ts calls it: all the others need not even be set up. */
const projectOf = ({ file }: Killer) => file.split("/")[1] ?? "";

/** Runs the named tests, with a seeded defect or without one, until the first that fails. */
export async function runVitest(
  killers: readonly Killer[],
  defect?: Pick<Mutant, "sql" | "modules">,
): Promise<VitestRun> {
  const folder = mkdtempSync(join(tmpdir(), "sincro-defect-"));
  const [file, output] = [join(folder, "defect.json"), join(folder, "report.json")];
  const { sql = [], modules = [] } = defect ?? {};
  writeFileSync(file, JSON.stringify({ sql: sql.join("\n"), modules }));
  const names = [...new Set(killers.map(pattern))].map((name) => `(?:${name})`).join("|");
  const files = new Set(killers.map((killer) => killer.file));
  const projects = new Set(killers.map(projectOf));
  const args = [
    ...[...vitest, "--bail=1", "--reporter=json", `--outputFile=${output}`],
    ...[...projects].map((project) => `--project=${project}`),
    ...[`--testTimeout=${testMs}`, "-t", names, ...files],
  ];
  const began = performance.now();
  // For the child, and for the cluster that this process may share with it (its templates are made here).
  if (defect) process.env.SINCRO_TEST_DEFECT = file;
  try {
    const { exitCode, said } = await node(args);
    const report = existsSync(output) ? (JSON.parse(readFileSync(output, "utf8")) as Report) : undefined;
    const marks = `${file}.applied`;
    const seeded = existsSync(marks) ? readFileSync(marks, "utf8").trim().split("\n") : [];
    return { report, seeded, exitCode, said, ms: performance.now() - began };
  } finally {
    delete process.env.SINCRO_TEST_DEFECT;
    rmSync(folder, { recursive: true, force: true });
  }
}

function node(args: readonly string[]) {
  return new Promise<{ exitCode: number | null; said: string }>((resolve, reject) => {
    const child = spawn(process.execPath, args, {
      cwd: root,
      env: { ...process.env, NO_COLOR: "1" },
      stdio: ["ignore", "pipe", "pipe"],
      timeout: wholeMs,
    });
    let said = "";
    const hear = (chunk: Buffer) => {
      said = (said + chunk.toString()).slice(-2_000);
    };
    child.stdout.on("data", hear);
    child.stderr.on("data", hear);
    child.once("error", reject);
    child.once("close", (exitCode) => resolve({ exitCode, said }));
  });
}
