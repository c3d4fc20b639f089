import { parseCommandCenter } from "@sincro/client/contract";
import { readJson } from "../http/body.ts";
import type { Handler } from "../http/call.ts";
import { Problem, refusedRequest } from "../http/problem.ts";
import { cancelRuns } from "./cancel.ts";
import { deprecated } from "./deprecated.ts";
import { start, type Wanted } from "./start.ts";
import { answerStart } from "./start-answer.ts";
import { sweep } from "./sweep.ts";

/** `POST sync-command-center`: starts every source or those named; cancels; sweeps. Control comes before all else. */
export const commandCenter: Handler = async (call) => {
  const parsed = parseCommandCenter(await readJson(call.request));
  if (!parsed.ok) throw refusedRequest(parsed);
  const command = parsed.value;
  if (command.kind === "cancel") return deprecated(await cancelRuns(call, command), parsed);
  if (command.kind === "sweep") return deprecated(await sweep(call, command.release), parsed);

  const { window, sources: named, ...rest } = command;
  const known = call.deps.sources.map(({ manifest }) => manifest);
  const unknown = named?.filter((name) => !known.some((manifest) => manifest.name === name)) ?? [];
  if (unknown.length > 0) {
    const sources = known.map(({ name }) => name);
    throw new Problem("unknown_source", `Unknown: ${unknown.join(", ")}. Nothing was started.`, {
      members: { sources },
    });
  }
  const manifests = named === undefined ? known : known.filter(({ name }) => named.includes(name));
  const groupId = rest.requestId ?? crypto.randomUUID();
  const wanted: Wanted = { ...rest, ...window, groupId };
  return deprecated(answerStart(await start(call, manifests, wanted), { groupId }), parsed);
};
