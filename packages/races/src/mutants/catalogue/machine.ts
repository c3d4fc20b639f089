import { inMemory, inModule, inRace, type Mutant } from "../mutant.ts";

const rules = "packages/machine/src/rules.ts";
const assignments = "packages/machine/src/assignments.ts";
const states = "packages/machine/src/machine.ts";

/** The machine in TypeScript, which the memory store runs and the page shows; SQL stays as it was generated. */
export const machineMutants: readonly Mutant[] = [
  {
    id: "machine-without-fence",
    title: "the machine takes a commit whatever its fence",
    breaks: ["F7", "F21"],
    modules: [inModule(rules, 'COMMIT: [fenced, ["out_of_order"', 'COMMIT: [["out_of_order"')],
    killers: [inMemory("F7 · COMMIT of the same worker with an older fence")],
    small: true,
  },
  {
    id: "machine-differs",
    title: "a rule is changed in the machine, and the SQL is not generated again",
    breaks: ["F12"],
    modules: [inModule(assignments, "greatest(now, given.dueAt)", "coalesce(given.dueAt, now)")],
    killers: [inRace("parity/cells.test.ts", "agree on every state × event × guard outcome")],
  },
  {
    id: "machine-leaves-final",
    title: "the machine lets a cancelled run be claimed again",
    breaks: ["F20"],
    modules: [
      inModule(
        states,
        'cancelled: { type: "final", on: {',
        'cancelled: { type: "final", on: { CLAIM: { target: "active.running", actions: ["take", "touch"] },',
      ),
    ],
    killers: [inMemory("F13 F20 F22 · CLAIM is applied or refused as the state says")],
  },
  {
    id: "memory-dry-run-writes",
    title: "the memory store writes the records of a dry run",
    breaks: ["F37"],
    modules: [inModule("packages/store/src/memory/commit.ts", "if (!run.dry_run) for", "for")],
    killers: [inMemory("a dry run counts what it would do, moves its cursor and writes no record")],
  },
  {
    id: "memory-start-beside",
    title: "the memory store starts a run beside an active one",
    breaks: ["F14"],
    modules: [
      inModule(
        "packages/store/src/memory/start.ts",
        "if (isActive(run.status)) return {",
        "if (run.id === null) return {",
      ),
    ],
    killers: [inMemory("F14 P5 · a second start of a scope is a conflict that shows the holder")],
  },
];
