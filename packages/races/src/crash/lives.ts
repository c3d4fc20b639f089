import type { FaultRule } from "@sincro/fakes";
import { isTerminal, type SyncRunRow } from "@sincro/machine";
import fc from "fast-check";
import type { Provider } from "./providers/index.ts";
import type { Stage } from "./stage.ts";
import { runOf, type Sync } from "./sync.ts";

/** A worker's life: how its provider misbehaves meanwhile, and the step at which it is killed, if it comes so far. */
export interface Life {
  readonly rule: FaultRule;
  readonly dieAt: string;
}

/** How long a provider asks to wait that asks for more than a slice has, in seconds. */
const restS = 300;

/** What may happen to any provider's answers. */
const rules: readonly FaultRule[] = [
  { kind: "rate_limited", retryAfterS: 0, every: 3 },
  { kind: "rate_limited", retryAfterS: restS, every: 2, times: 1 },
  { kind: "status", status: 500, every: 3 },
  { kind: "truncated", every: 3 },
  { kind: "malformed", every: 3 },
  { kind: "closed", every: 3 },
  { kind: "hang", every: 2, times: 1 },
];
/** A list that gives the same page again and again. */
const repeated: FaultRule = { kind: "repeated", every: 3 };

const rulesOf = ({ rules: own = [], paged = true }: Provider) => [...rules, ...(paged ? [repeated] : []), ...own];

/** Any step of a worker: before, during and after each thing that it does. */
const steps: fc.Arbitrary<string> = fc
  .tuple(
    fc.oneof(
      { weight: 5, arbitrary: nth("request", 12) },
      { weight: 5, arbitrary: nth("COMMIT", 3) },
      { weight: 2, arbitrary: nth("TAKE", 12) },
      { weight: 2, arbitrary: fc.constantFrom("START 1", "SWEEP 1", "CLAIM 1", "BEAT 1", "YIELD 1") },
    ),
    fc.constantFrom("before", "sent", "answered"),
  )
  .map(([call, moment]) => `${call}: ${moment}`);

function nth(kind: string, most: number): fc.Arbitrary<string> {
  return fc.integer({ min: 1, max: most }).map((n) => `${kind} ${n}`);
}

/** Lives one after the other, with every way to misbehave in one of them. */
export function livesWith(provider: Provider): fc.Arbitrary<readonly Life[]> {
  const all = rulesOf(provider);
  const { length } = all;
  return fc
    .tuple(
      fc.shuffledSubarray(all, { minLength: length, maxLength: length }),
      fc.array(steps, { minLength: length, maxLength: length }),
    )
    .map(([rules, at]) => rules.map((rule, n) => ({ rule, dieAt: at[n] as string })));
}

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
      if ((await worker.word()).kind === "gone") {
        story.kills.push(at ?? "of itself");
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
  const { entries } = stage.fake.log;
  const asked = entries.findLastIndex(({ fault }) => fault === "rate_limited");
  if (run.yield_reason === "rate_limited" && entries.length - asked > stage.provider.atOnce)
    problems.push(`${entries.length - asked - 1} requests after the provider asked for a rest`);
  const due = Date.parse(run.due_at as string);
  if (due - Date.parse(run.updated_at) > restS * 1_000 + onTheWayMs) problems.push(`it waits until ${run.due_at}`);
  waits.push(run);
  await stage.letTimePass(Math.max(1, due - Date.parse((await stage.store.status()).now)));
}
