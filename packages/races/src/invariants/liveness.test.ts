import { isTerminal } from "@sincro/machine";
import { describePostgres } from "@sincro/store/testing";
import fc from "fast-check";
import { afterAll, beforeAll, expect, it } from "vitest";
import { deeds } from "../parity/commands.ts";
import { type Setting, setTheScene } from "../setting.ts";
import { Faulty } from "./faulty.ts";

/** How many histories of faults; the long proof asks for more, of the random histories of `parity` too. */
const histories = Math.ceil(Number(process.env.SINCRO_HISTORIES ?? 500) / 10);
/** A lost worker's lease and its pickup, or a wait and its pickup: whatever the faults left behind. */
const sweeps = 8;

describePostgres("liveness", (version) => {
  let scene: Setting;

  beforeAll(async () => {
    scene = await setTheScene(version, 1);
  });
  afterAll(async () => await scene.end());

  it(`after ${histories} histories of faults a healthy worker and the sweeper bring every run to its end`, async () => {
    const client = scene.sessions[0] as Setting["admin"];
    let runs = 0;
    let longest = 0;
    const many = fc.array(deeds, { minLength: 30, maxLength: 40, size: "max" });
    await fc.assert(
      fc.asyncProperty(many, async (history) => {
        const faulty = new Faulty(client);
        await faulty.begin();
        await faulty.suffer(history);
        const took = await faulty.recover(sweeps);
        const endings = await faulty.endings();
        expect(took).toBeLessThanOrEqual(sweeps);
        expect(endings.filter((status) => !isTerminal(status))).toEqual([]);
        expect(await faulty.broken()).toEqual([]);
        runs += endings.length;
        longest = Math.max(longest, took);
      }),
      { numRuns: histories },
    );
    console.log(
      `proof: after ${histories} histories of faults on PostgreSQL ${version} all of ${runs} runs ended, after at most ${longest} sweeps`,
    );
  }, 600_000);
});
