import { describePostgres } from "@sincro/store/testing";
import type { Client } from "pg";
import { expect, it } from "vitest";
import { patchFunction } from "../timeline/pause.ts";
import { type Exploration, explore } from "./explore.ts";
import { openProtocolStage, protocol } from "./protocol.ts";
import { races } from "./scenarios/index.ts";

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

async function seek({ race: name, seed }: Defect, level: "call" | "statement", version: 15 | 18): Promise<Exploration> {
  const race = races.find((it) => it.name === name);
  if (race === undefined) throw new Error(`no scenario ${name}`);
  const stage = await openProtocolStage(version, race.actors.length, async (admin) => {
    await seed(admin);
  });
  try {
    return await explore(stage, race, { ...protocol, ...race, level });
  } finally {
    await stage.drop();
  }
}

describePostgres("the explorer finds seeded defects", (version) => {
  it.for(defects)("$title", async (defect) => {
    const { violation, schedules } = await seek(defect, "statement", version);
    expect(violation?.violations.map(({ invariant }) => invariant)).toContain(defect.breaks);
    expect(violation?.preemptions).toBeLessThanOrEqual(2);
    console.log(`proof: found at schedule ${schedules}: ${defect.title}: ${violation?.schedule.join(" → ")}`);
  });

  it.for(defects)("but not at call level: $title", async (defect) => {
    const { violation, exhausted } = await seek(defect, "call", version);
    expect(violation).toBeUndefined();
    expect(exhausted).toBe(true);
  });
});
