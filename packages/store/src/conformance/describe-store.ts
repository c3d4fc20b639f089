import { describe, it } from "vitest";
import { cancels } from "./cancel.ts";
import { claims } from "./claim.ts";
import { commits } from "./commit.ts";
import { endings } from "./endings.ts";
import { histories } from "./history.ts";
import { known } from "./known.ts";
import { missing } from "./missing.ts";
import { prunes } from "./prune.ts";
import { pushes } from "./push.ts";
import { queues } from "./queue.ts";
import { races } from "./races.ts";
import { rates } from "./rates.ts";
import { reads } from "./reads.ts";
import { recordRules } from "./records.ts";
import { requestIds } from "./request-id.ts";
import { restart } from "./restart.ts";
import { resume } from "./resume.ts";
import { schedules } from "./schedules.ts";
import { silences } from "./silence.ts";
import { start } from "./start.ts";
import { states } from "./states.ts";
import type { MakeStore, PromiseTest } from "./under-test.ts";
import { yields } from "./yield.ts";

const topics: Record<string, (promise: PromiseTest) => void> = {
  "every event in every state": states,
  start,
  "a repeated start": requestIds,
  resume,
  restart,
  "claim and beat": claims,
  commit: commits,
  records: recordRules,
  push: pushes,
  yield: yields,
  endings,
  cancel: cancels,
  "a silent worker": silences,
  "a run that nobody takes": queues,
  history: histories,
  reads,
  prune: prunes,
  schedules,
  "what is known": known,
  races,
  "missing marks": missing,
  "turns at a provider": rates,
};

/**
 * Registers the tests of everything that a {@link RunStore} promises. An adapter is one when it passes them.
 *
 * @param make an empty store; each test asks for its own and closes it
 * @example
 * ```ts
 * describeStore("memory", makeMemoryStore)
 * ```
 */
export function describeStore(name: string, make: MakeStore): void {
  const promise: PromiseTest = (title, body, policy) => {
    it(title, async () => {
      const under = await make(policy);
      try {
        await body(under);
      } finally {
        await under.close();
      }
    });
  };
  describe(name, () => {
    for (const [topic, tests] of Object.entries(topics)) describe(topic, () => tests(promise));
  });
}
