import { checkInvariants, type InvariantViolation, invariants, liveness } from "@sincro/store/invariants";
import { type ExitCode, exitCodes } from "../output/exit-codes.ts";
import { explain } from "../output/explain.ts";
import type { Terminal } from "../output/terminal.ts";
import { look } from "../stack/look.ts";
import type { Context } from "./context.ts";

const all = [...invariants, ...liveness];
/** So many runs are named for each promise; `--json` has them all. */
const shown = 20;

/**
 * `sincro doctor --check [--json]`: asks the database of `DATABASE_URL`, or the embedded one, for every promise; exit
 * code 1 when one is broken. It only reads.
 */
export async function check(
  { home, terminal }: Context,
  { json = false }: { readonly json?: boolean },
): Promise<ExitCode> {
  let broken: readonly InvariantViolation[] | null;
  try {
    broken = await look(home, terminal.log, async (client) => {
      const { rows } = await client.query("select to_regclass('sync_run_pages') is not null as there");
      if (!(rows[0] as { there: boolean }).there) return null;
      return await checkInvariants((sql, values) => client.query(sql, values), { of: all });
    });
  } catch (error) {
    return explain(error, terminal);
  }
  if (broken === null) {
    terminal.log(terminal.texts.cli.check.noTables);
    return exitCodes.usage;
  }
  if (json) terminal.print(JSON.stringify(reportOf(broken), null, 2));
  else print(broken, terminal);
  return broken.length === 0 ? exitCodes.done : exitCodes.failed;
}

function reportOf(broken: readonly InvariantViolation[]) {
  return all.map(({ name, promise }) => {
    const violations = broken.filter(({ invariant }) => invariant === name);
    return {
      invariant: name,
      promise,
      holds: violations.length === 0,
      violations: violations.map(({ runId, detail }) => ({ runId, detail })),
    };
  });
}

function print(broken: readonly InvariantViolation[], { print, texts: { cli } }: Terminal): void {
  for (const { name } of all) {
    const violations = broken.filter(({ invariant }) => invariant === name);
    print(`${violations.length === 0 ? "✓" : "✗"} ${name.padEnd(26)} ${cli.check.promises[name]}`);
    for (const { runId, detail } of violations.slice(0, shown)) print(`    ${runId}  ${detail}`);
    if (violations.length > shown) print(`    ${cli.check.more(violations.length - shown)}`);
  }
  print(broken.length === 0 ? cli.check.holds(all.length) : cli.check.broken(broken.length));
}
