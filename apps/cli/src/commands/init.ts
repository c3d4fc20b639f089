import { resolve } from "node:path";
import { type Plan, type Problem, planInit, type Step } from "../init/plan.ts";
import { writeAll } from "../init/write-all.ts";
import { type ExitCode, exitCodes, UsageError } from "../output/exit-codes.ts";
import type { Terminal, Texts } from "../output/terminal.ts";
import type { Context } from "./context.ts";

/** What `sincro init` may be told. */
interface InitChoices {
  readonly dryRun?: boolean;
  readonly upgrade?: boolean;
}

/**
 * `sincro init [folder] [--dry-run] [--upgrade]`: writes what a Supabase project of one's own needs, and touches nothing
 * that is there. Exit code 1, with nothing written, when a file is in the way; 2 when the folder has no such project.
 */
export async function init(
  { terminal }: Context,
  folder = ".",
  { dryRun = false, upgrade = false }: InitChoices = {},
): Promise<ExitCode> {
  const { init: words } = terminal.texts.cli;
  try {
    return await carryOut(resolve(folder), { dryRun, upgrade }, terminal);
  } catch (error) {
    const { code, path, dest } = error as NodeJS.ErrnoException & { dest?: string };
    if (code === undefined || path === undefined) throw error;
    terminal.log(words.failed(dest ?? path, code));
    return exitCodes.failed;
  }
}

async function carryOut(
  project: string,
  { dryRun, upgrade }: Required<InitChoices>,
  terminal: Terminal,
): Promise<ExitCode> {
  const { init: words } = terminal.texts.cli;
  const plan = await planInit(project, { now: new Date(), upgrade });
  if (plan.kind === "no-project") throw new UsageError(words.noProject(project));
  if (plan.kind === "refused") {
    terminal.log(words.refused);
    for (const problem of plan.problems) terminal.log(`  ${sentenceOf(problem, terminal.texts)}`);
    return exitCodes.failed;
  }
  if (!dryRun) await writeAll(project, plan.steps);
  tell(plan, dryRun, terminal);
  return exitCodes.done;
}

function sentenceOf(problem: Problem, { cli: { init: words } }: Texts): string {
  switch (problem.kind) {
    case "older":
    case "newer-file":
      return words.problems[problem.kind](problem.path, problem.version);
    case "newer":
    case "edited":
    case "gap":
      return words.problems[problem.kind](problem.file, problem.migration);
    case "no-moment":
      return words.problems["no-moment"](problem.newest);
    default:
      return words.problems[problem.kind](problem.path);
  }
}

function tell({ steps, ahead, config }: Extract<Plan, { kind: "plan" }>, dryRun: boolean, terminal: Terminal): void {
  const { print, texts } = terminal;
  const { init: words } = texts.cli;
  const widest = Math.max(...steps.map(({ path }) => path.length));
  for (const step of steps)
    print(`${signs[step.action]} ${step.path.padEnd(widest)}  ${sizeOf(step)}  ${words.actions[step.action]}`);
  if (ahead) print(words.ahead);
  const changed = steps.filter(({ action }) => action === "write" || action === "replace").length;
  print(changed === 0 ? words.nothing : dryRun ? words.wouldWrite(changed) : words.written(changed));
  if (config.length > 0) {
    print(`\n${words.config}\n`);
    for (const section of config) print(section);
  }
  if (changed > 0 && !dryRun) print(`${config.length > 0 ? "" : "\n"}${words.next}`);
}

const signs = { write: "+", replace: "~", same: "=", theirs: "=" } satisfies Record<Step["action"], string>;

function sizeOf({ text }: Step): string {
  return `${(Buffer.byteLength(text) / 1_000).toFixed(1)} kB`.padStart(9);
}
