import type { flowsEs } from "./es-flows.ts";
import type { Format } from "./format.ts";

/** The English texts about how fast a run goes, what the results hold, and the policy. */
export function flowsEn(f: Format): ReturnType<typeof flowsEs> {
  return {
    pace: {
      perSecond: (n) => `${f.number(n)} records/s`,
      perMinute: (n) => `${f.number(n)} records/min`,
      left: (duration) => `usually takes ${duration} more`,
      wait: (duration) => `${duration} to go.`,
    },
    resultsOf: {
      end: "There are no more runs.",
      layout: "How they are shown",
      table: "Table",
      list: "List",
      everySource: "All sources",
      only: (source) => `Only ${source}`,
    },
    test: {
      of: (source) => `Test the connection to ${source}`,
      doing: (source) => `Testing the connection to ${source}…`,
      good: (account) => (account === null ? "The connection works." : `The connection works: ${account}.`),
      rests: (duration) => `It asks to wait for ${duration}.`,
      refused: (why) => `The test did not pass: ${why}`,
      notAsked: (why) => `It could not be tested: ${why}`,
    },
    policyOf: {
      title: "Rules in force",
      line: (lease, sweep, silences, attempts) =>
        `No signal after ${lease}; a sweep every ${sweep}; let go after ${f.number(silences)} silences; ${f.number(attempts)} attempts per error.`,
    },
  };
}
