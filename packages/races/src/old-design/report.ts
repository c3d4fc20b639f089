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

function nowLine({ calls, inside }: Verdict): string {
  const broken = calls.violation ?? inside?.violation;
  if (broken !== undefined) return `BROKEN: ${broken.violations.map(({ detail }) => detail).join("; ")}`;
  return `all ${calls.schedules} orders of calls hold${inside ? `, and ${inside.schedules} that stop inside one` : ""}`;
}

/** A case as an operator reads it: what the old code did, the schedule that broke it, and what today's code makes of it. */
export function report(verdict: Verdict): string {
  const { of, old } = verdict;
  const names = new RunNames();
  const head = [`${of.ids} · ${of.title}`, `  the old way: ${of.way}`, ""];
  const today = marked("  the same people today: ", nowLine(verdict));
  if (old.violation === undefined) {
    return [...head, `  the old design DID NOT BREAK in ${count(old.schedules, "schedule")}`, today].join("\n");
  }
  const [moments = "", ...details] = brokenLines(old.violation, names);
  const promise = marked("      ✗ ", `${promiseOf(of.breaks)} (${of.breaks})`);
  const breaks = `  the old design breaks in schedule ${old.schedules}`;
  return [...head, moments, promise, ...details, "", breaks, today].join("\n");
}

/** The last lines: how many cases did what they must, and what was measured. */
export function summary(verdicts: readonly Verdict[], ms: number, server: string): string {
  const sum = (of: (verdict: Verdict) => Exploration | undefined) =>
    verdicts.reduce((n, verdict) => n + (of(verdict)?.schedules ?? 0), 0);
  const old = count(
    sum((verdict) => verdict.old),
    "schedule",
  );
  const [calls, inside] = [sum((verdict) => verdict.calls), sum((verdict) => verdict.inside)];
  const good = verdicts.filter(asExpected).length;
  const figures = `${good} of ${verdicts.length} failures of the old design happen again within ${old}`;
  return [
    `${figures}.`,
    `Today's functions, given the same people, keep every promise: in all ${calls} orders of their calls,`,
    `and in ${inside} schedules that may stop one of them inside a call, before any of its statements.`,
    "",
    `proof: ${figures}; today's functions hold in all ${calls} orders of calls and ${inside} inside them, ${server}, ${(ms / 1_000).toFixed(0)} s`,
  ].join("\n");
}
