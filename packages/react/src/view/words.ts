import { staleCodes } from "@sincro/machine";
import type { Format, Messages } from "../texts/index.ts";
import { sentenceOf } from "../texts/sentence.ts";
import type { Moment, Phase } from "./phase.ts";
import { momentOf, type RunRow } from "./run-row.ts";

/** The texts and the format of the language in use. */
export interface Words {
  readonly t: Messages;
  readonly format: Format;
}

/** The word on a run's badge. */
export function stateWord(phase: Phase, { t }: Words): string {
  switch (phase.kind) {
    case "never":
      return t.state.idle;
    case "unknown":
      return t.state.unknown(phase.status);
    case "retrying":
    case "rateLimited":
    case "waiting":
      return t.state.continuing;
    default:
      return t.state[phase.kind];
  }
}

/** Who did something, as people say it: a user's name, the schedule, or the system itself. */
export function whoIs(actor: string | null, { t }: Words): string {
  if (actor === null || actor === "system") return t.who.system;
  if (actor.startsWith("schedule")) return t.who.schedule;
  return actor === "operator" ? t.who.operator : actor;
}

/** The same within a sentence: «cancelado por el sistema». */
export function byWhom(actor: string | null, words: Words): string {
  const { t } = words;
  const who = whoIs(actor, words);
  return who === t.who.system ? t.who.bySystem : who === t.who.schedule ? t.who.bySchedule : who;
}

/** One sentence for what is out of the ordinary with a run, and how loud it is. */
export interface Note {
  readonly text: string;
  readonly tone: "quiet" | "warning" | "error";
}

function staleSentence(run: RunRow, { now }: Moment, { t, format }: Words): string {
  const [lostWorker, noWorker, noProgress] = staleCodes;
  switch (run.error_code) {
    case lostWorker:
      // Somebody may have let it go before it fell silent as often as the sweep would have borne.
      return t.note.lostWorker(
        Math.max(1, run.silences),
        format.moment(momentOf(run.completed_at ?? run.updated_at), now),
      );
    case noWorker:
      return t.note.noWorker;
    case noProgress:
      return t.note.noProgress;
    default:
      return t.note.stale;
  }
}

function silentSentence(phase: Extract<Phase, { kind: "silent" }>, now: number, { t, format }: Words): string {
  const silence = format.duration(now - phase.since);
  if (phase.sweepAt === null) return t.note.silentUnknown(silence);
  const time = format.time(phase.sweepAt);
  switch (phase.next) {
    case "resumes":
      return t.note.silent(silence, time, phase.attempt, phase.attempts);
    case "isLetGo":
      return t.note.silentLast(silence, time);
    case "isCalledAgain":
      return t.note.silentQueued(silence, time);
  }
}

/** What there is to say of a run beside its figures; null when all is as it should be. */
export function noteOf(run: RunRow, phase: Phase, source: string, moment: Moment, words: Words): Note | null {
  const { t, format } = words;
  const at = (ms: number) => format.moment(ms, moment.now);
  switch (phase.kind) {
    case "never":
    case "running":
    case "completed":
      return null;
    case "unknown":
      return { text: t.note.unknown, tone: "error" };
    case "queued":
      return { text: t.note.queued, tone: "quiet" };
    case "continuing":
      return { text: phase.at === null ? t.note.continuingNow : t.note.continuing(at(phase.at)), tone: "quiet" };
    case "retrying":
      return {
        text: t.note.retrying(source, sentenceOf(run.error_code, t), phase.attempt, phase.attempts, at(phase.at)),
        tone: "warning",
      };
    case "rateLimited":
      return {
        text: `${t.note.rateLimited(source, at(phase.at))} ${t.pace.wait(format.duration(phase.at - moment.now))}`,
        tone: "quiet",
      };
    case "waiting":
      return { text: t.note.waiting(at(phase.at)), tone: "quiet" };
    case "silent":
      return { text: silentSentence(phase, moment.now, words), tone: "warning" };
    case "stale":
      return { text: staleSentence(run, moment, words), tone: "warning" };
    case "failed":
      return { text: t.note.failed(sentenceOf(run.error_code, t), run.total_fetched), tone: "error" };
    case "cancelled":
      return {
        text: t.note.cancelled(byWhom(run.ended_by, words), run.error_message, run.total_fetched),
        tone: "quiet",
      };
  }
}
