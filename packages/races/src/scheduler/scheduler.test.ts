import { type Project, startProject } from "@sincro/store/supabase/testing";
import { describePostgres, describePostgrest } from "@sincro/store/testing";
import fc from "fast-check";
import type { Client } from "pg";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type Setting, setTheScene } from "../setting.ts";
import { memoryWorld } from "./memory-world.ts";
import { play } from "./play.ts";
import { postgresWorlds, worldsOf } from "./postgres-world.ts";
import { histories } from "./programs.ts";
import type { MakeWorld } from "./world.ts";

/** How many schedules in memory, and a tenth as many on each PostgreSQL; the long proof asks for more. */
const schedules = Number(process.env.SINCRO_SCHEDULES ?? 2_000);

async function hold(make: MakeWorld, numRuns: number, where: string): Promise<void> {
  let steps = 0;
  const began = Date.now();
  await fc.assert(
    fc.asyncProperty(histories(), fc.scheduler(), async (history, scheduler) => {
      steps += await play(history, make, scheduler);
    }),
    { numRuns },
  );
  const seconds = ((Date.now() - began) / 1_000).toFixed(0);
  const counted = [numRuns, steps].map((n) => n.toLocaleString("en"));
  console.log(
    `proof: ${counted[0]} random schedules of 2 to 4 actors over the store port, ${where}: ${counted[1]} calls in ${seconds} s`,
  );
}

it(
  `F7, F13, F14, F16, F17, F18, F20, F21, F22, F27 · ${schedules} random schedules in memory break no promise`,
  async () => {
    await hold(memoryWorld, schedules, "in memory");
  },
  Math.max(120_000, schedules * 60),
);

describePostgres("random schedules", (version) => {
  let scene: Setting;
  let client: Client;

  beforeAll(async () => {
    scene = await setTheScene(version, 1);
    [client] = scene.sessions as [Client];
  });

  afterAll(async () => await scene.end());

  const fewer = Math.ceil(schedules / 10);

  it(
    `F7, F13, F14, F16, F17, F18, F20, F21, F22, F27 · ${fewer} random schedules break no promise`,
    async () => {
      await hold(postgresWorlds(client), fewer, `PostgreSQL ${version}`);
      const { rows } = await scene.admin.query("select count(*)::int as runs from sync_runs");
      expect(rows[0].runs).toBeGreaterThan(fewer / 2);
    },
    Math.max(120_000, schedules * 60),
  );
});

describePostgrest("random schedules", (version) => {
  let project: Project;

  beforeAll(async () => {
    project = await startProject(version);
  });

  afterAll(() => project.stop());

  const few = Math.ceil(schedules / 40);

  it(
    `F7, F14, F16, F20, F21 · ${few} random schedules break no promise on Supabase's way to the database`,
    async () => {
      const setOffset = (ms: number) => project.set(new Map([["sincro.clock_offset", String(ms)]]));
      await hold(worldsOf(await project.store(), project.admin, setOffset), few, "supabase-js and PostgREST");
    },
    Math.max(120_000, schedules * 60),
  );
});
