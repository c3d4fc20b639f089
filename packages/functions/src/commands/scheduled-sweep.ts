import { routes } from "@sincro/client";
import { parseCommandCenter } from "@sincro/client/contract";
import { readJson } from "../http/body.ts";
import type { Handler } from "../http/call.ts";
import { Problem, refusedRequest } from "../http/problem.ts";
import { pathOf } from "../routes.ts";
import { sweep } from "./sweep.ts";

/** All that a scheduler's token is good for: `{ sweep: true }` at the command center. Whatever else it asks is refused. */
export const scheduledSweep: Handler = async (call) => {
  if (call.request.method !== "POST" || pathOf(call.url) !== routes.commandCenter) throw refused();
  const parsed = parseCommandCenter(await readJson(call.request));
  if (!parsed.ok) throw refusedRequest(parsed);
  if (parsed.value.kind !== "sweep" || parsed.value.release) throw refused();
  return sweep(call, false);
};

const refused = () =>
  new Problem("forbidden", `This token may only POST { "sweep": true } to ${routes.commandCenter}. Nothing was done.`);
