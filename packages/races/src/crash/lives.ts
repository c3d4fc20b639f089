import { isTerminal, type SyncRunRow } from "@sincro/machine";
import { type Life, restS } from "./life.ts";
import type { Stage } from "./stage.ts";
import { runOf, type Sync } from "./sync.ts";

/** What happened in some lives. */
export interface Story {
  /** At which steps somebody was killed. */
  readonly kills: string[];
  /** How the provider's answers were broken, with how many. */
  readonly spoilt: Map<string, number>;
  /** The runs as they waited for more than a moment. */
  readonly waits: SyncRunRow[];
  /** What is wrong with how the provider's wish for a rest was heeded. */
  readonly problems: string[];
}

/**
 * Workers with a sync, one life after the other; then one that nobody kills, to whom all of it happens in turn. Who
 * comes after a kill knows nothing but the request; its sweep finds the run, and it goes on.
 */
export async function live(stage: Stage, sync: Sync, lives: readonly Life[]): Promise<Story> {
  const story: Story = { kills: [], spoilt: new Map(), waits: [], problems: [] };
  for (const life of lives) {
    stage.fake.faults.set({ rules: [life.rule] });
    await liveOnce(stage, sync, life.dieAt, story);
  }
  stage.fake.faults.set({ rules: lives.map(({ rule }, n) => ({ ...rule, every: 7 + 4 * n })) });
  await liveOnce(stage, sync, undefined, story);
  for (const { fault } of stage.fake.log.entries)
    if (fault !== null) story.spoilt.set(fault, (story.spoilt.get(fault) ?? 0) + 1);
  return story;
}

/** From the moment a worker computes a time to the moment the database writes it down, on a very busy machine. */
const onTheWayMs = 60_000;

/** How often a worker may be called again for a run that waits. */
const mostWaits = 40;

async function liveOnce(stage: Stage, sync: Sync, dieAt: string | undefined, story: Story): Promise<void> {
  if (isOver(await runOf(stage, sync))) return;
  const worker = await stage.worker();
  try {
    for (let waits = 0; waits < mostWaits; waits += 1) {
      const before = await runOf(stage, sync);
      const at = dieAt && bearable(dieAt, before);
      worker.order({ kind: "sync", ...sync, dieAt: at });
      const told = await worker.word();
      if (told.kind === "gone") {
        if (at === undefined || told.signal !== "SIGKILL") throw new Error(`it died of itself: ${told.signal}`);
        story.kills.push(at);
        await stage.untilForgotten(worker);
        return await stage.letTimePass();
      }
      const run = await runOf(stage, sync);
      if (run === null || isOver(run)) return;
      await waited(stage, run, story);
    }
    throw new Error(`called ${mostWaits} times, a worker has not brought the run to its end`);
  } finally {
    await worker.end();
  }
}

const isOver = (run: SyncRunRow | null) => run !== null && isTerminal(run.status);

/** A third silence without a page between would end the run as stale, which is another test's: one page first. */
function bearable(dieAt: string, run: SyncRunRow | null): string {
  if (run === null) return dieAt;
  const silences = run.silences + (run.worker === null ? 0 : 1);
  return silences < 2 ? dieAt : "COMMIT 1: answered";
}

/** Passes the time for which a run waits. */
async function waited(stage: Stage, run: SyncRunRow, { waits, problems }: Story): Promise<void> {
  if (run.status !== "continuing") return await stage.letTimePass(); // its worker lost it: the sweep will see
  const { entries } = stage.fake.log;
  const asked = entries.findLastIndex(({ fault }) => fault === "rate_limited");
  if (run.yield_reason === "rate_limited" && entries.length - asked > stage.provider.atOnce)
    problems.push(`${entries.length - asked - 1} requests after the provider asked for a rest`);
  const due = Date.parse(run.due_at as string);
  if (due - Date.parse(run.updated_at) > restS * 1_000 + onTheWayMs) problems.push(`it waits until ${run.due_at}`);
  waits.push(run);
  await stage.letTimePass(Math.max(1, due - Date.parse((await stage.store.status()).now)));
}
