import { describePostgres } from "@sincro/store/testing";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Exploration, type ExploreOptions, explore } from "./explore.ts";
import { openProtocolStage, type ProtocolStage, protocol } from "./protocol.ts";
import { proofLine } from "./report.ts";
import { races } from "./scenarios/index.ts";
import { story } from "./story.ts";

/**
 * The long version: `SINCRO_SCHEDULES=1000` plays so many schedules of each scenario, fewest preemptions first, at most
 * `SINCRO_PREEMPTIONS` (default: any). The short one draws a few with at most two; others with another seed,
 * e.g. `SINCRO_SEED=7`.
 */
const { SINCRO_SCHEDULES, SINCRO_PREEMPTIONS, SINCRO_SEED } = process.env;
const long = SINCRO_SCHEDULES !== undefined;
const most = Number(SINCRO_SCHEDULES ?? 18);
const search = long
  ? { preemptions: Number(SINCRO_PREEMPTIONS ?? Number.POSITIVE_INFINITY) }
  : { preemptions: Number(SINCRO_PREEMPTIONS ?? 2), seed: Number(SINCRO_SEED ?? 1) };
/** On the older server a few: its locks and snapshots are the same ones. */
const share = { 15: 0.1, 18: 1 } as const;

describePostgres("every schedule keeps every promise", (version) => {
  let stage: ProtocolStage;
  const played: Record<ExploreOptions["level"], Exploration[]> = { call: [], statement: [], every: [] };

  beforeAll(async () => {
    stage = await openProtocolStage(version, Math.max(...races.map(({ actors }) => actors.length)));
  });
  afterAll(async () => {
    for (const [level, explorations] of Object.entries(played)) console.log(proofLine(level, version, explorations));
    await stage.drop();
  });

  const bounds = {
    call: { schedules: Math.ceil((long ? most : 100) * share[version]) },
    statement: { schedules: Math.ceil(most * share[version]), ...search },
    every: { schedules: Math.ceil((most / 6) * share[version]), ...search },
  } as const;

  describe.for(["call", "statement", "every"] as const)("at %s level", (level) => {
    it.for(races.map((race) => [race.name, race] as const))(
      "%s",
      { timeout: 120_000 + most * 2_000 },
      async ([, race]) => {
        const found = await explore(stage, race, { ...protocol, ...race, level, ...bounds[level] });
        expect(found.violation && story(found.violation, stage.statements)).toBeUndefined();
        expect(found.schedules).toBeGreaterThan(0);
        played[level].push(found);
      },
    );
  });
});
