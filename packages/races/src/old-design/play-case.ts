import type { TestDatabase } from "@sincro/store/testing";
import { Client } from "pg";
import { installAudit } from "../audit/index.ts";
import { type Exploration, explore, openStage, type Stage } from "../explorer/index.ts";
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

async function stageOn({ url, adminUrl }: TestDatabase, prepare: (admin: Client) => Promise<void>): Promise<Stage> {
  const admin = new Client({ connectionString: adminUrl });
  await admin.connect();
  await prepare(admin);
  await admin.end();
  return await openStage({ url, adminUrl, actors: most, instrumented: false });
}

/** Opens both on a database made by `make`. */
export async function openStages(make: () => Promise<TestDatabase>): Promise<Stages> {
  const [first, second] = [await make(), await make()];
  const old = await stageOn(first, async (admin) => {
    await installOldDesign(admin);
    await installAudit(admin);
  });
  const now = await stageOn(second, installAudit);
  return {
    old,
    now,
    close: async () => {
      await Promise.all([old.close(), now.close()]);
      await Promise.all([first.drop(), second.drop()]);
    },
  };
}

/** What came of a case. */
export interface Verdict {
  readonly of: Case;
  readonly old: Exploration;
  readonly now: Exploration;
}

/** Plays a case: the old design until it breaks, today's functions in every order that there is. */
export async function playCase(stages: Stages, of: Case): Promise<Verdict> {
  const name = `${of.ids} · ${of.title}`;
  const old = await explore(stages.old, { name, ...of.old }, { level: "call", watch: judgeOld(of.breaks) });
  const now = await explore(stages.now, { name, ...of.now }, { level: "call", watch: judgeNow(of.breaks) });
  return { of, old, now };
}

/** A case did what it must: the old design broke the promise that was expected, today's broke none in any order. */
export function asExpected({ of, old, now }: Verdict): boolean {
  const broke = old.violation?.violations.some(({ invariant }) => invariant === of.breaks) === true;
  return broke && now.violation === undefined && now.exhausted && now.diverged === 0;
}
