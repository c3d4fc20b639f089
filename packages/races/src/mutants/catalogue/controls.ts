import { type Equivalent, inMemory, inModule, onPostgres } from "../mutant.ts";
import { inStep } from "../sql.ts";

/** Patches that say nothing new: were one of these "killed", the kills of the others would prove nothing. */
export const controls: readonly Equivalent[] = [
  {
    id: "control-sql",
    title: "a fence check that says the same in other words",
    reason: "control: the patched function does what it did",
    sql: [inStep("COMMIT", { from: "r.commit_seq + 1", to: "1 + r.commit_seq" })],
    killers: [
      onPostgres("F16 · a page that is committed twice counts once"),
      onPostgres("a page out of its place is refused"),
    ],
  },
  {
    id: "control-module",
    title: "a rule that says the same in other words",
    reason: "control: the patched module does what it did",
    modules: [
      inModule(
        "packages/machine/src/rules.ts",
        'const held = not(isNull(column("worker")));',
        'const held = not(and(isNull(column("worker"))));',
      ),
    ],
    killers: [inMemory("F7 ·")],
  },
];
