import { fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { sourceNamed } from "@sincro/sources";
import { memoryStore } from "@sincro/store/memory";
import { createPace, monotonicClock, startRun, withRun } from "@sincro/worker";
import type { Case } from "./cases.ts";
import type { Told } from "./provider.ts";

/**
 * The provider has room enough to collect its garbage late: one that stands still answers late, and counts what came
 * meanwhile as if it had come at once, which no real one does.
 */
const execArgv = ["--initial-old-space-size=6000", "--max-old-space-size=6000", "--min-semi-space-size=64"];

/** What one case came to. */
export interface Measured {
  readonly records: number;
  readonly seconds: number;
  /** Of what the provider's limits, times the share of them that is used, allow. */
  readonly ratio: number;
  /** How many answers the provider gave. */
  readonly answers: number;
  /** The part of them that were 429. */
  readonly refused: number;
}

/** Reads a case's streams to their end with a share of the published limits; the records are counted and let go. */
export async function measure(one: Case, share: number): Promise<Measured> {
  const provider = fork(fileURLToPath(new URL("provider.ts", import.meta.url)), [JSON.stringify(one)], { execArgv });
  const told = async <K extends Told["kind"]>(kind: K) => {
    const [message] = (await once(provider, "message")) as [Told];
    if (message.kind !== kind) throw new Error(`expected ${kind}`);
    return message as Extract<Told, { kind: K }>;
  };
  const { baseUrl, credentials, records: all } = await told("ready");
  const source = sourceNamed(one.source);
  if (source === undefined) throw new Error(one.source);
  const store = memoryStore();
  const got = await startRun(store, { source: one.source, mode: "full" });
  if (got.outcome !== "started") throw new Error(got.outcome);
  const pace = createPace({
    ...{ store, scope: got.run, manifest: source.manifest, share, clock: monotonicClock },
    ...{ random: Math.random, onFault: undefined },
  });
  const ids = new Set<string>();
  const began = performance.now();
  const outcome = await withRun(
    store,
    got.run,
    async (run) => {
      const { account, started_at: windowEnd } = run.row;
      const windowStart =
        one.days === undefined ? null : new Date(Date.parse(windowEnd) - one.days * 86_400_000).toISOString();
      const request = { account, windowStart, windowEnd, checkpoint: run.checkpoint, streams: one.streams };
      for await (const page of source.pages({ ...request, credentials, baseUrl, pace, signal: run.signal })) {
        for (const { object, id } of page.records) ids.add(`${object} ${id}`);
        await run.commit({ ...page, records: [] });
      }
    },
    { sliceMs: 290_000 },
  );
  const seconds = (performance.now() - began) / 1_000;
  const exit = once(provider, "exit");
  provider.send("over");
  const { answers, refused } = await told("log");
  await exit;
  if (outcome.kind !== "completed") throw new Error(`${one.name}: ${outcome.kind} ${JSON.stringify(outcome)}`);
  if (ids.size !== all) throw new Error(`${one.name}: ${ids.size} of ${all} records`);
  return { records: all, seconds, ratio: all / seconds / (one.ceiling * share), answers, refused: refused / answers };
}
