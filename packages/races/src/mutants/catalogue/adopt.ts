import { inModule, inRace, type Killer, type ModuleChange, type Mutant } from "../mutant.ts";

const inAdopt = (file: string, from: string, to: string): readonly ModuleChange[] => [
  inModule(`packages/store/src/adopt/${file}`, from, to),
];
const tested = (file: string, ...name: string[]): Killer => ({
  file: `packages/store/src/adopt/${file}`,
  name: ["PostgreSQL 18", ...name],
});
const anyTable = inRace("adopt/tables.test.ts", "keeps its runs, their times and their values");

/** What becomes of the runs of an older installation. */
export const adoptMutants: readonly Mutant[] = [
  {
    id: "adopt-forgets",
    title: "an adoption does not keep the values that it changes",
    breaks: ["F38"],
    modules: inAdopt("rows/write-rows.ts", "where key = any (n.keep)), '{}')", "where false), '{}')"),
    killers: [anyTable, tested("adopt.test.ts", "values that no reader knows become such that all do")],
  },
  {
    id: "adopt-oldest-stays",
    title: "of several runs at work an adoption leaves the one that was heard of first",
    breaks: ["F14"],
    modules: inAdopt("rows/active.ts", "b.sign - a.sign || later", "a.sign - b.sign || later"),
    killers: [tested("adopt.test.ts", "F14 · of several runs at work the one heard of last stays")],
  },
  {
    id: "adopt-all-stay",
    title: "an adoption leaves every run that is alive at work",
    breaks: ["F14"],
    modules: inAdopt("rows/active.ts", 'taken.has(scope) ? "double" : "stays"', '"stays"'),
    killers: [tested("adopt.test.ts", "F14 · of several runs at work the one heard of last stays"), anyTable],
  },
  {
    id: "adopt-halfway",
    title: "an adoption that fails keeps what it had done by then",
    breaks: ["F59"],
    modules: inAdopt("adopt.ts", "await run(plan.quiet.on);", 'await run([...plan.quiet.on, "commit; begin"]);'),
    killers: [tested("shapes.test.ts", "refuses, and changes nothing", "whatever fails on the way")],
  },
  {
    id: "adopt-cursor-as-it-is",
    title: "a cursor that nobody can read counts as one that can be resumed",
    breaks: ["F38"],
    modules: inAdopt("rows/adopted-row.ts", 'error_code: isLost ? "checkpoint_invalid" : null', "error_code: null"),
    killers: [anyTable],
  },
];
