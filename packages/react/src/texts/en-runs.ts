import type { runsEs } from "./es-runs.ts";
import type { Format } from "./format.ts";

const records = { one: "record", other: "records" };

/** The English texts about a run's state. */
export function runsEn(f: Format): ReturnType<typeof runsEs> {
  return {
    state: {
      idle: "Waiting",
      running: "Running",
      continuing: "Continuing",
      completed: "Completed",
      failed: "Failed",
      cancelled: "Cancelled",
      stale: "Stuck",
      silent: "No signal",
      queued: "Queued",
      unknown: (status) => `state not recognised: ${status}`,
    },
    stateHelp: {
      idle: "No run is going on.",
      running: "A worker is reading and saving batches.",
      continuing: "Progress saved; the next call picks it up by itself.",
      completed: "It reached the end: the source said that there is no more.",
      failed: "It could not go on. What is saved stays, and a retry goes on from there.",
      cancelled: "Somebody stopped it. What is saved stays.",
      stale: "It went silent too often and was let go. It can be resumed.",
    },
    note: {
      queued: "Waiting for a worker to take it.",
      continuing: (time) => `Progress saved; it goes on at ${time}.`,
      continuingNow: "Progress saved; the next call picks it up by itself.",
      retrying: (source, message, k, max, time) =>
        `${source} error: ${message} Attempt ${f.number(k)} of ${f.number(max)}; next at ${time}.`,
      rateLimited: (source, time) => `${source} asks to wait. It goes on at ${time}.`,
      waiting: (time) => `Waiting for another sync. It looks again at ${time}.`,
      silent: (silence, time, k, max) =>
        `No sign of life for ${silence}. At ${time} it resumes by itself from its last progress (attempt ${f.number(k)} of ${f.number(max)}).`,
      silentLast: (silence, time) =>
        `No sign of life for ${silence}, for the last time without progress. At ${time} it is let go as stuck; you can resume it then.`,
      silentQueued: (silence, time) => `Nobody has taken it for ${silence}. At ${time} a worker is called again.`,
      silentUnknown: (silence) => `No sign of life for ${silence}. The next sweep resumes it.`,
      lostWorker: (max, time) =>
        `It went silent ${f.count(max, { one: "time", other: "times" })} without progress and was let go at ${time}. Your progress is safe: you can resume it.`,
      noWorker: "Nobody took it for 10 minutes: check that the workers run.",
      noProgress: "25 hours without progress. What was saved is safe: you can resume it.",
      stale: "It was let go for want of a signal. Your progress is safe: you can resume it.",
      failed: (message, n) => `Failed after ${f.count(n, records)}: ${message} Retry goes on from there.`,
      cancelled: (who, reason, n) =>
        `Cancelled by ${who}${reason === null ? "" : `: ${reason}`}, after ${f.count(n, records)}.`,
      never: "Not synced yet.",
      unknown: "The machine does not know this state: another version wrote it, or somebody by hand.",
      unconfigured: (names) => `Its credentials are missing on the server: ${f.list(names)}.`,
      misconfigured: (names) => `Its credentials on the server are not valid: ${f.list(names)}.`,
      fresh: (date) => `Up to date until ${date}`,
      slower: (times, median) => `${times}× the usual (${median})`,
      dryRun: "Dry run: saves no records",
      demo: "Demo",
    },
  };
}
