import type { Killer, Mutant } from "./mutant.ts";
import { pattern, type Report, type VitestRun } from "./vitest-run.ts";

/** What the tests made of a seeded defect. `broken` is neither: the proof itself does not work, and must be mended. */
export type Verdict =
  | { readonly kind: "killed"; readonly by: string }
  | { readonly kind: "survived"; readonly tests: number }
  | { readonly kind: "broken"; readonly why: string };

interface Test {
  readonly file: string;
  readonly name: string;
  readonly status: string;
  readonly message: string;
}

const broken = (why: string): Verdict => ({ kind: "broken", why });

/**
 * Failures that say that the patch is no program, or that the test never came to its question: not kills. SQLSTATE 42
 * is PostgreSQL's class of syntax errors and unknown names.
 */
const unfair =
  /^(SyntaxError|ReferenceError|TypeError)|timed out in \d+ms|syntax error at|does not exist|SQLSTATE 42|does not fit|ECONNREFUSED|PostgresAbsent/;

function testsOf(report: Report): readonly Test[] {
  return report.testResults.flatMap(({ name: file, assertionResults }) =>
    assertionResults.map(({ fullName, status, failureMessages }) => ({
      file,
      name: fullName,
      status,
      message: failureMessages?.join("\n") ?? "",
    })),
  );
}

const isOf =
  ({ file, name }: Test) =>
  (killer: Killer) =>
    file.endsWith(killer.file) && new RegExp(pattern(killer), "s").test(name);

/** Judges one run of a defect's killers. Only the failure of an assertion in a named test kills. */
export function judge(mutant: Pick<Mutant, "sql" | "modules" | "killers">, run: VitestRun): Verdict {
  const { report, seeded, exitCode, said } = run;
  if (report === undefined) return broken(`vitest left no report: ${said}`);
  const unloadable = report.testResults.find(
    ({ status, message, assertionResults }) =>
      status === "failed" && message !== "" && !assertionResults.some((test) => test.status === "failed"),
  );
  if (unloadable !== undefined) return broken(`set-up failed: ${firstLine(unloadable.message)}`);
  const parts = (mutant.modules ?? []).map(({ path }) => path);
  const missing = [...parts, ...(mutant.sql ? ["sql"] : [])].filter(
    (part) => !seeded.some((mark) => mark.endsWith(part)),
  );
  if (missing.length > 0) return broken(`the tests never load what is patched: ${missing.join(", ")}`);

  const tests = testsOf(report);
  const failed = tests.find(({ status }) => status === "failed");
  if (failed !== undefined) {
    if (!mutant.killers.some(isOf(failed))) return broken(`a test that is not named failed: ${failed.name}`);
    const why = firstLine(failed.message);
    if (!/^AssertionError/.test(why) && unfair.test(why)) return broken(`it failed for another reason: ${why}`);
    return { kind: "killed", by: failed.name };
  }
  if (exitCode !== 0) return broken(`vitest failed without a failed test: ${said}`);
  const passed = tests.filter(({ status }) => status === "passed").length;
  return passed === 0 ? broken("no test ran") : { kind: "survived", tests: passed };
}

/** Why the killers are no judges: one of them fails without any defect, or names no test that runs. */
export function unfit(killers: readonly Killer[], { report, said }: VitestRun): readonly string[] {
  if (report === undefined) return [`vitest left no report: ${said}`];
  const tests = testsOf(report);
  const failed = tests.filter(({ status }) => status === "failed").map(({ name }) => `fails without a defect: ${name}`);
  const unloadable = report.testResults
    .filter(({ status, message }) => status === "failed" && message !== "")
    .map(({ name, message }) => `${name}: ${firstLine(message)}`);
  if (failed.length + unloadable.length > 0) return [...failed, ...unloadable];
  const passed = tests.filter(({ status }) => status === "passed");
  return killers
    .filter((killer) => !passed.some((test) => isOf(test)(killer)))
    .map(({ file, name }) => `no test of ${file} is called: ${name.join(" … ")}`);
}

const firstLine = (text: string) => text.split("\n")[0] ?? "";
