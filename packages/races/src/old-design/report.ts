import type { Broken, Exploration } from "../explorer/index.ts";
import { promiseOf } from "./judge.ts";
import { RunNames } from "./names.ts";
import { asExpected, type Verdict } from "./play-case.ts";
import { said } from "./said.ts";
import { type Moment, marked, timeline } from "./timeline.ts";

const count = (n: number, what: string) => `${n.toLocaleString("en")} ${what}${n === 1 ? "" : "s"}`;

function momentsOf({ timeline: played }: Broken, names: RunNames): readonly Moment[] {
  return played.map(({ actor, say, stop }) => ({
    who: actor,
    does: say,
    said:
      stop.kind === "answered"
        ? said(stop.answer, names)
        : `waits for ${stop.kind === "blocked" ? stop.by.join(", ") : stop.where}`,
  }));
}

/** What an operator needs of a detail: not each column, not the fences of a design that had none. */
const plain = (detail: string): string =>
  detail.replace(/, and then .*status = (\w+).*$/, ", and then $1").replace(/ with fence \d+, committed .*$/, "");

function brokenLines(broken: Broken, names: RunNames): readonly string[] {
  const moments = timeline(momentsOf(broken, names));
  const marks = broken.violations.map(({ detail }) => marked("        ", names.in(plain(detail))));
  return [moments, ...new Set(marks)];
}

function nowLine({ schedules, exhausted, violation }: Exploration): string {
  if (violation !== undefined) return `BROKEN: ${violation.violations.map(({ detail }) => detail).join("; ")}`;
  return `${count(schedules, "schedule")}${exhausted ? ", all that there are" : ""}, and none breaks it`;
}

/** A case as an operator reads it: what the old code did, the schedule that broke it, and what today's code makes of it. */
export function report(verdict: Verdict): string {
  const { of, old, now } = verdict;
  const names = new RunNames();
  const head = [`${of.ids} · ${of.title}`, `  the old way: ${of.way}`, ""];
  const tail = [
    `  old design: breaks in schedule ${old.schedules}`,
    `  today's functions, the same people: ${nowLine(now)}`,
  ];
  if (old.violation === undefined)
    return [...head, `  DID NOT BREAK in ${count(old.schedules, "schedule")}`, ...tail].join("\n");
  const [moments = "", ...details] = brokenLines(old.violation, names);
  const promise = marked("      ✗ ", `${promiseOf(of.breaks)} (${of.breaks})`);
  return [...head, moments, promise, ...details, "", ...tail].join("\n");
}

/** The last lines: how many cases did what they must, and what was measured. */
export function summary(verdicts: readonly Verdict[], ms: number, server: string): string {
  const good = verdicts.filter(asExpected).length;
  const sum = (of: (verdict: Verdict) => Exploration) => verdicts.reduce((n, verdict) => n + of(verdict).schedules, 0);
  const old = count(
    sum((verdict) => verdict.old),
    "schedule",
  );
  const now = count(
    sum((verdict) => verdict.now),
    "schedule",
  );
  return [
    `${good} of ${verdicts.length} failures of the old design happen again, each within a few schedules, ${old} in all.`,
    `Today's functions meet the same people in every order that there is, ${now}: no promise breaks.`,
    "(Each call is one step here. Inside the functions, statement by statement: npm run prove -- --only explorer.)",
    "",
    `proof: ${good} failures of the old design happen again within ${old}; today's functions hold in all ${now} of the same people, ${server}, ${(ms / 1_000).toFixed(0)} s`,
  ].join("\n");
}
