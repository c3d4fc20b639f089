import fc from "fast-check";
import type { Client } from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { installOldDesign } from "../old-design/install.ts";
import { type Setting, setTheScene } from "../setting.ts";
import { Broken, type PromiseName, play, promises } from "./play.ts";
import { oldWorlds } from "./postgres-world.ts";
import { histories } from "./programs.ts";

/** Of all the histories that break the promise the one that this seed leads to, small enough to be read. */
const seed = 1;

/** A timeline of so many moments is taken in at a glance. */
const readable = 16;

describe("the old design under random schedules", () => {
  let scene: Setting;
  let client: Client;

  beforeAll(async () => {
    scene = await setTheScene(18, 1);
    [client] = scene.sessions as [Client];
    await installOldDesign(scene.admin);
  });

  afterAll(async () => await scene.end());

  it.for([
    ["F14 · at most one active run per scope", ["ana", "luis"]],
    ["F20, F22 · an ended run never changes", ["ana", "worker 1"]],
    ["F21 · no row is written by a run that is over", ["ana", "worker 1"]],
    ["F11 · only silence lets a run go", ["worker 1", "sweeper"]],
    ["F16, F27 · counters are the rows that were written", ["worker 1", "worker 2"]],
    ["F17 · one request, one run", ["ana", "luis"]],
  ] as const)("%s: the old design breaks it, and the schedule can be read", async ([title, who]) => {
    const promise = promises.find((name) => title.endsWith(name)) as PromiseName;
    const make = oldWorlds(client);
    const found = await fc.check(
      fc.asyncProperty(histories(who), fc.scheduler(), async (history, scheduler) => {
        await play(history, make, scheduler, [promise]);
      }),
      { numRuns: 1_000, seed },
    );
    expect(found.failed).toBe(true);
    const { errorInstance } = found;
    expect(errorInstance).toBeInstanceOf(Broken);
    const lines = (errorInstance as Broken).message.split("\n").filter((line) => line !== "");
    const told = lines.filter((line) => /^ {2}T\d+ /.test(line));
    expect(told.length).toBeLessThanOrEqual(readable);
    told.forEach((line, index) => {
      expect(line).toMatch(new RegExp(`^ {2}T${index} +(${["ana", "time", ...who].join("|")}) +\\S`));
    });
    expect(lines.find((line) => line.includes("✗"))).toContain(`✗ ${promise}: `);
    console.log(
      `proof: the old design breaks "${promise}" in random schedule ${found.numRuns}, told in ${told.length} moments`,
    );
  });
});
