import type { StartOutcome } from "@sincro/client";
import { json } from "../http/json.ts";
import { Problem } from "../http/problem.ts";
import { conflict } from "./conflict.ts";
import type { Started } from "./start.ts";

/** How a start answers: as a group, or as one source's function. */
export type StartShape = { readonly groupId: string } | { readonly single: true };

const under = (outcome: StartOutcome) => outcome.outcome === "started" || outcome.outcome === "attached";

/** 202 when a run is under way; else 409 when one conflicted, and 422 when nothing could be started at all. */
export function answerStart({ outcomes, before }: Started, shape: StartShape): Response {
  const single = "single" in shape;
  if (!outcomes.some(under)) throw conflict(outcomes, before, single) ?? unstartable(outcomes);
  const [first] = outcomes;
  const groupId = single ? null : shape.groupId;
  const syncRunId = single && first?.run ? { syncRunId: first.run.id } : {};
  return json({ success: true, groupId, runs: outcomes, ...syncRunId }, 202);
}

function unstartable(outcomes: readonly StartOutcome[]): Problem {
  const members = { success: false, runs: outcomes };
  const refused = outcomes.find((outcome) => outcome.outcome === "refused");
  if (refused !== undefined) {
    return new Problem("start_refused", refused.detail, { members: { ...members, reason: refused.reason } });
  }
  const unconfigured = outcomes.filter((outcome) => outcome.outcome === "unconfigured");
  const missing = unconfigured.flatMap((outcome) => outcome.missing);
  const invalid = unconfigured.flatMap((outcome) => outcome.invalid);
  const sentences = [
    ...(missing.length > 0 ? [`Set ${missing.join(", ")}.`] : []),
    ...(invalid.length > 0 ? [`${invalid.join(", ")}: the value cannot be one.`] : []),
  ];
  return new Problem("source_unconfigured", sentences.join(" ") || "There is no source to start.", {
    members: { ...members, missing, invalid },
  });
}
