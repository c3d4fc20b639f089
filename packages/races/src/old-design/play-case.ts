import type { TestDatabase } from "@sincro/store/testing";
import { Client } from "pg";
import { installAudit } from "../audit/index.ts";
import { type Exploration, explore, instrument, openStage, type Stage } from "../explorer/index.ts";
import type { Case } from "./cases/index.ts";
import { installOldDesign } from "./install.ts";
import { judgeNow, judgeOld } from "./judge.ts";

/** Two databases, each with a witness: the old design's and today's. */
export interface Stages {
  readonly old: Stage;
  readonly now: Stage;
  close(): Promise<void>;
}

const most = 3;

async function stageOn(
  { url, adminUrl }: TestDatabase,
  instrumented: boolean,
  prepare: (admin: Client) => Promise<unknown>,
): Promise<Stage> {
  const admin = new Client({ connectionString: adminUrl });
  await admin.connect();
  await prepare(admin);
  await admin.end();
  return await openStage({ url, adminUrl, actors: most, instrumented });
}

/** Opens both on a database made by `make`. */
export async function openStages(make: () => Promise<TestDatabase>): Promise<Stages> {
  const [first, second] = [await make(), await make()];
  const old = await stageOn(first, false, async (admin) => {
    await installOldDesign(admin);
    await installAudit(admin);
  });
  const now = await stageOn(second, true, async (admin) => {
    await installAudit(admin);
    await instrument(admin);
  });
  return {
    old,
    now,
    close: async () => {
      await Promise.all([old.close(), now.close()]);
      await Promise.all([first.drop(), second.drop()]);
    },
  };
}

/** What came of a case: the old design; today's functions by whole calls, and, if asked for, stopped inside a call. */
export interface Verdict {
  readonly of: Case;
  readonly old: Exploration;
  readonly calls: Exploration;
  readonly inside?: Exploration;
}

/**
 * Plays a case: the old design until it breaks, today's functions in every order of their calls.
 *
 * @param inside also with one of them stopped once inside a call, before any of its statements
 */
export async function playCase({ old, now }: Stages, of: Case, inside = false): Promise<Verdict> {
  const named = <T>(scenario: T) => ({ name: `${of.ids} · ${of.title}`, ...scenario });
  const watch = (when: "step" | "end") => judgeNow(of.breaks, when);
  return {
    of,
    old: await explore(old, named(of.old), { level: "call", watch: judgeOld(of.breaks) }),
    calls: await explore(now, named(of.now), { level: "call", watch: watch("step") }),
    ...(inside && {
      inside: await explore(now, named(of.now), { level: "statement", preemptions: 1, watch: watch("end") }),
    }),
  };
}

const holds = ({ violation, exhausted, diverged }: Exploration) =>
  violation === undefined && exhausted && diverged === 0;

/** A case did what it must: the old design broke the promise that was expected, today's functions broke none. */
export function asExpected({ of, old, calls, inside }: Verdict): boolean {
  const broke = old.violation?.violations.some(({ invariant }) => invariant === of.breaks) === true;
  return broke && holds(calls) && (inside === undefined || holds(inside));
}
