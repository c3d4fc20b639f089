import { describePostgres } from "@sincro/store/testing";
import type { Client } from "pg";
import { expect, it } from "vitest";
import { patchFunction } from "../timeline/pause.ts";
import { explore } from "./explore.ts";
import { openProtocolStage, protocol } from "./protocol.ts";
import { races } from "./scenarios/index.ts";
import type { Race } from "./scenarios/race.ts";

interface Defect {
  readonly title: string;
  readonly race: string;
  readonly seed: (admin: Client) => Promise<unknown>;
  readonly breaks: string;
}

const withoutGuard = (admin: Client) => admin.query("alter table sync_runs disable trigger sync_guard");

const defects: readonly Defect[] = [
  {
    title: "F14 · without the unique index two starts both start",
    race: "F14 · start, start",
    seed: (admin) => admin.query("drop index sync_runs_active"),
    breaks: "one-active-run",
  },
  {
    title: "F21 · a commit that checks, and writes without a lock, writes after the cancel's answer",
    race: "F21 · commit, cancel",
    seed: async (admin) => {
      await patchFunction(admin, "sync_commit", "where id = p_run_id for no key update", "where id = p_run_id");
      await withoutGuard(admin);
    },
    breaks: "ended-for-good",
  },
  {
    title: "F7 · a claim without a lock gives the run to two workers",
    race: "F7, F15 · claim, claim",
    seed: async (admin) => {
      await patchFunction(admin, "sync_send", "where id = p_run_id for no key update", "where id = p_run_id");
      await withoutGuard(admin);
    },
    breaks: "fence-moves-on",
  },
  {
    title: "F7 · the guard trigger by itself stops the second of two such claims, by an error that nobody expects",
    race: "F7, F15 · claim, claim",
    seed: (admin) => patchFunction(admin, "sync_send", "where id = p_run_id for no key update", "where id = p_run_id"),
    breaks: "a refusal is an answer, not an error",
  },
  {
    title: "F11, F13 · an EXPIRE that does not look again takes a run that has just beaten",
    race: "F11, P2 · a late beat, sweep",
    seed: async (admin) => {
      await patchFunction(
        admin,
        "sync_expire",
        "not found or not public.sync_is_active(r.status) or r.deadline_at > v_at",
        "not found",
      );
      await patchFunction(admin, "sync_step", "if ((r.deadline_at <= p_at) is not true) then", "if false then");
    },
    breaks: "no live run is expired",
  },
  {
    title: "F24 · a cancel and a sweep that lock in opposite orders deadlock",
    race: "F24 · cancel all, sweep",
    seed: async (admin) => {
      await patchFunction(admin, "sync_cancel", "order by id", "order by id desc");
      await patchFunction(admin, "sync_expire", "for no key update skip locked", "for no key update");
    },
    breaks: "no deadlock",
  },
];

const raceOf = (name: string): Race => {
  const race = races.find((it) => it.name === name);
  if (race === undefined) throw new Error(`no scenario ${name}`);
  return race;
};

describePostgres("the explorer finds seeded defects", (version) => {
  // Each needs a database of its own; the older server sees the first two.
  const seen = version === 18 ? defects : defects.slice(0, 2);
  it.for(seen.map((defect) => [defect.title, defect] as const))("%s", async ([title, { race: name, seed, breaks }]) => {
    const race = raceOf(name);
    const stage = await openProtocolStage(version, race.actors.length, seed);
    const calls = await explore(stage, race, { ...protocol, ...race, level: "call" });
    const { violation, schedules } = await explore(stage, race, { ...protocol, ...race, level: "statement" });
    await stage.drop();
    expect(calls).toMatchObject({ exhausted: true });
    expect(violation?.violations.map(({ invariant }) => invariant)).toContain(breaks);
    expect(violation?.preemptions).toBeLessThanOrEqual(2);
    const how = violation?.schedule
      .join(" ")
      .replace(/(\S+)((?: \1)+)(?!\S)/g, (all, who) => `${who} × ${all.split(" ").length}`);
    console.log(
      `proof: not in ${calls.schedules} schedules of calls, but in number ${schedules} of statements: ${title}: ${how}`,
    );
  });

  it("F1 · a sweep that lets go of nobody: the drain finds the run that nobody moves, in the first schedule", async () => {
    const race = raceOf("F11 · a late commit, sweep, sweep");
    const stage = await openProtocolStage(version, race.actors.length, (admin) =>
      patchFunction(admin, "sync_expire", "if not found or", "if true or not found or"),
    );
    const { violation, schedules } = await explore(stage, race, { ...protocol, ...race, level: "call" });
    await stage.drop();
    expect(violation?.violations.map(({ invariant }) => invariant)).toContain("every run ends");
    expect(schedules).toBe(1);
  });
});
