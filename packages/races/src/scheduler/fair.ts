import { act, type Reach } from "./actor.ts";
import type { Program } from "./programs.ts";

/** Half a minute, the time from sweep to sweep, as often as the slowest run may need. */
const rounds = 80;

/** A worker that does what it is called for: one page, and the provider has no more. */
const healthy = (round: number): Program => ({
  who: `healthy worker ${round}`,
  deeds: [
    { do: "claim", delivery: "once" },
    { do: "commit", records: 1, delivery: "once" },
    { do: "complete", delivery: "once" },
  ],
});

/** Fair scheduling: time passes, the sweep runs, whoever is due is given a worker. Null when every run has ended. */
export async function toTheEnd(reach: (who: string) => Reach): Promise<string | null> {
  const clock = reach("time");
  for (let round = 1; round <= rounds; round += 1) {
    const { runs } = await clock.store().list({ active: true, ...clock.scope });
    if (runs.length === 0) return null;
    await act({ who: "sweeper", deeds: [{ do: "sweep", afterS: 30, release: false, calls: false }] }, reach("sweeper"));
    const program = healthy(round);
    await act(program, reach(program.who));
  }
  return `a run is active after ${rounds / 2} minutes`;
}
