import { describePostgres } from "@sincro/store/testing";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Exploration, type ExploreOptions, explore } from "./explore.ts";
import { openProtocolStage, type ProtocolStage, protocol } from "./protocol.ts";
import { proofLine } from "./report.ts";
import { races } from "./scenarios/index.ts";
import { story } from "./story.ts";

/** Schedules of one scenario at statement level. The long version: `SINCRO_SCHEDULES=100000`. */
const most = Number(process.env.SINCRO_SCHEDULES ?? 30);
/** Preemptions at statement level; two is where the races of this protocol's seeded defects show. */
const preemptions = Number(process.env.SINCRO_PREEMPTIONS ?? (process.env.SINCRO_SCHEDULES === undefined ? 2 : 99));
/** On the older server a few: its locks and snapshots are the same ones. */
const share = { 15: 0.15, 18: 1 } as const;

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
    call: { schedules: Math.ceil(200 * share[version]) },
    statement: { schedules: Math.ceil(most * share[version]), preemptions },
    every: { schedules: Math.ceil((most / 3) * share[version]), preemptions: 1 },
  } as const;

  describe.for(["call", "statement", "every"] as const)("at %s level", (level) => {
    it.for(races)("$name", async (race) => {
      const found = await explore(stage, race, { ...protocol, ...race, level, ...bounds[level] });
      expect(found.violation && story(found.violation, stage.statements)).toBeUndefined();
      expect(found.schedules).toBeGreaterThan(0);
      played[level].push(found);
    });
  });
});
