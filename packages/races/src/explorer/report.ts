import type { Exploration } from "./explore.ts";

const whole = (value: number) => Math.round(value).toLocaleString("en");

/** One line for docs/proof.md. */
export function proofLine(level: string, version: number, explorations: readonly Exploration[]): string {
  const sum = (of: "schedules" | "steps" | "statements" | "diverged" | "ms") =>
    explorations.reduce((total, it) => total + it[of], 0);
  const to = (preemptions: number) => explorations.filter(({ complete }) => complete >= preemptions).length;
  const rate = sum("schedules") / Math.max(sum("ms") / 1000, 0.001);
  return [
    `proof: ${whole(sum("schedules"))} schedules at ${level} level on PostgreSQL ${version}`,
    `${explorations.length} scenarios, of them whole: ${explorations.filter(({ exhausted }) => exhausted).length}, with up to one preemption: ${to(1)}, two: ${to(2)}`,
    `${whole(sum("steps"))} steps, ${whole(sum("statements"))} statements, ${whole(sum("ms") / 1000)} s, ${whole(rate)}/s`,
    `${sum("diverged")} diverged, 0 violations`,
  ].join("; ");
}
