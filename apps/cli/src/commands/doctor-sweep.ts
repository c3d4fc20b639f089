import type { Client, PolicyAnswer } from "@sincro/client";
import { isActive } from "@sincro/machine";
import type { Texts } from "../output/terminal.ts";
import { sweepStoppedMs } from "../serve/health.ts";
import type { ScheduleState } from "../stack/schedule.ts";
import type { Finding } from "./finding.ts";

const minuteMs = 60_000;

/** Who looks after silent runs here. */
export interface Sweeping {
  /** Whether a server of this installation answers. */
  readonly server: boolean;
  /** Whether nobody but such a server could sweep: the embedded database is off when its server is. */
  readonly embedded: boolean;
  /** The database's own schedule; null where it cannot have one. */
  readonly schedule: ScheduleState | null;
}

/** The lines about the sweep: when it last ran, and how the database's schedule does. */
export async function sweepFindings(
  client: Client,
  policy: PolicyAnswer,
  sweeping: Sweeping,
  texts: Texts,
): Promise<readonly Finding[]> {
  const { now, sweptAt } = policy;
  const age = sweptAt === null ? null : Date.parse(now) - Date.parse(sweptAt);
  const stopped = age === null || age > sweepStoppedMs;
  const schedule = scheduleFinding(sweeping.schedule, policy.policy.leaseMs, stopped, texts);
  return [await sweepFinding(client, { age, stopped, now }, sweeping, texts), ...(schedule === null ? [] : [schedule])];
}

async function sweepFinding(
  client: Client,
  { age, stopped, now }: { readonly age: number | null; readonly stopped: boolean; readonly now: string },
  { server, embedded, schedule }: Sweeping,
  { cli, format }: Texts,
): Promise<Finding> {
  const { doctor: d } = cli;
  const { runs } = await client.runs({ active: true });
  const silent = runs.filter(
    (run) => isActive(run.status) && run.deadline_at !== null && run.deadline_at <= now,
  ).length;
  // An installation that is switched off does not sweep, and the server's line says so already.
  const off = embedded && !server;
  const said = [
    age === null ? cli.sweepNever : stopped ? d.sweepOld(format.duration(age)) : cli.sweepAge(format.duration(age)),
  ];
  if (silent > 0) said.push(d.silent(silent));
  if (stopped && !off) said.push(server ? d.sweepServer : schedule?.job ? d.sweepJob : d.sweepNobody);
  return { level: stopped ? (off ? "warn" : "error") : "ok", what: d.sweep, detail: said.join("; ") };
}

function scheduleFinding(
  schedule: ScheduleState | null,
  leaseMs: number,
  stopped: boolean,
  { cli, format }: Texts,
): Finding | null {
  const { doctor: d } = cli;
  if (schedule === null || (schedule.cron === null && schedule.job === null)) return null;
  const { job, cron } = schedule;
  const version = cron ?? "?";
  if (job === null) return { level: "ok", what: d.schedule, detail: d.scheduleNone(version) };
  const trouble = troubleOf(schedule, d);
  if (trouble !== null) return { level: stopped ? "error" : "warn", what: d.schedule, detail: trouble };
  if (job.schedule.endsWith("seconds")) {
    return { level: "ok", what: d.schedule, detail: d.scheduleOn(job.schedule, version) };
  }
  // Before 1.5 pg_cron knows no seconds: a dead worker is noticed that much later.
  return { level: "warn", what: d.schedule, detail: d.scheduleMinute(version, format.duration(leaseMs + minuteMs)) };
}

function troubleOf({ job, lacks, ran, answer }: ScheduleState, d: Texts["cli"]["doctor"]): string | null {
  if (job?.active === false) return d.scheduleOff;
  if (lacks.length > 0) return d.scheduleLacks(lacks.join(", "));
  if (ran?.status === "failed") return d.scheduleFailed(ran.message ?? "");
  if (answer === null || answer.status === 200) return null;
  if (answer.status === 401 || answer.status === 403) return d.scheduleRefused(answer.status);
  return d.scheduleAnswer(answer.status === null ? (answer.error ?? "") : `HTTP ${answer.status}`);
}
