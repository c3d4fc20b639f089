import type { chartEs } from "./es-chart.ts";
import type { Format } from "./format.ts";

/** The English texts of a run's diagram and of its page. */
export function chartEn(f: Format): ReturnType<typeof chartEs> {
  return {
    chart: {
      machine: "Machine",
      title: (source) => `State machine of the run of ${source}`,
      live: "Live (can be cancelled)",
      now: "now",
      state: (state) => `Current state: ${state}.`,
      stateAt: (state, time) => `State at ${time}: ${state}.`,
      path: (states) => `Path: ${states.join(", ")}.`,
      steps: (n) => `${f.count(n, { one: "more step", other: "more steps" })}`,
      illegal: "this step is not in the machine",
      illegalSteps: (list) => `Steps that are not in the machine: ${f.list(list)}.`,
      step: (from, event, to) => `${from} → ${event} → ${to}`,
      scroll: "Diagram of the machine",
      loading: "Loading the diagram…",
      show: "See the diagram",
      hide: "Hide the diagram",
    },
    travel: {
      banner: (time) => `Viewing ${time}`,
      now: "Back to now",
      back: "One step back",
      forward: "One step forward",
      see: (time, event) => `View ${time}, ${event}`,
      isNow: "Back to now.",
      first: "This is the first step",
      last: "This is now",
    },
    steps: {
      reason: "Reason",
      illegal: "not in the machine",
      resumed: "from where another run stopped",
      yield: {
        budget: "the time of its turn was over",
        rate_limited: "the source asks to wait",
        retry: "tries again later",
        dependency: "waits for another sync",
      },
      refused: {
        fenced: "it no longer had the right to write",
        not_due: "its time had not come",
        held: "another worker had it",
        terminal: "it was over already",
        out_of_order: "it was not the next batch",
        not_expired: "it still gave a sign of life",
        exhausted: "its attempts were used up",
        illegal: "the machine does not allow it",
        not_found: "there is no such run",
        invalid: "it cannot be understood",
        repeated: "repeated",
      },
    },
    batches: {
      title: "Batches",
      n: "Batch",
      took: "Duration",
      cursor: "Cursor",
      state: "Saved",
      saved: "saved",
      refused: "refused",
      empty: "No batches yet.",
    },
    data: {
      title: "Data",
    },
  };
}
