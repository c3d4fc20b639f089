import type { Source } from "@sincro/sources";
import { waits } from "../commands/dispatch.ts";
import type { OpenHandler } from "../http/call.ts";
import { json } from "../http/json.ts";
import { Problem } from "../http/problem.ts";
import type { HandOff } from "./hand-off.ts";
import { type HandOffClaims, readHandOff } from "./token.ts";

/**
 * `POST <function>/continue`: works on the next slice of a run. It answers 202 at once, and the slice goes on behind the
 * answer. A call that is not the first for this slice changes nothing and is told so: `{ accepted: false }`.
 *
 * What is asked for is in the token alone; there is no body to read. An operator's token is of no use here, and this
 * one is of no use elsewhere.
 */
export function continueRun({ manifest }: Source, handOff: HandOff): OpenHandler {
  return async (request, { store }) => {
    const { runId, fence } = await letIn(request, handOff);
    const run = await store.get(runId);
    if (run === null || run.source !== manifest.name) {
      throw new Problem("run_not_found", `No run of ${manifest.name} has this id.`);
    }
    // Another call was faster, or it was cancelled on the way: whoever has it now is not disturbed.
    if (run.fence !== fence || !waits(run)) return json({ success: true, accepted: false, runId });
    handOff.background(handOff.work(run));
    return json({ success: true, accepted: true, runId }, 202);
  };
}

async function letIn({ headers }: Request, { signingKey, now = Date.now }: HandOff): Promise<HandOffClaims> {
  const token = /^Bearer +(\S+) *$/i.exec(headers.get("authorization") ?? "")?.[1];
  const claims = token === undefined ? "missing" : await readHandOff(signingKey, token, now());
  if (typeof claims === "object") return claims;
  throw new Problem("unauthenticated", details[claims], { headers: { "www-authenticate": "Bearer" } });
}

const details = {
  missing: "Only the functions themselves call this, with a signed token of the run.",
  invalid: "The hand-off's token is not valid: was SINCRO_SIGNING_KEY changed? The sweep calls again.",
  expired: "The hand-off came too late; the sweep calls again.",
};
