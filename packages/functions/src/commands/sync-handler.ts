import { parseSourceCommand } from "@sincro/client/contract";
import type { Source } from "@sincro/sources";
import { readJson } from "../http/body.ts";
import type { Handler } from "../http/call.ts";
import { refusedRequest } from "../http/problem.ts";
import { cancelRuns } from "./cancel.ts";
import { deprecated } from "./deprecated.ts";
import { resumable } from "./resume.ts";
import { start } from "./start.ts";
import { answerStart } from "./start-answer.ts";
import { sweep } from "./sweep.ts";
import { testConnection } from "./test-connection.ts";

/** The HTTP function of one source: starts, resumes, cancels, sweeps, tests. Control comes before all else. */
export function syncHandler(source: Source): Handler {
  const { manifest } = source;
  return async (call) => {
    const parsed = parseSourceCommand(await readJson(call.request));
    if (!parsed.ok) throw refusedRequest(parsed);
    const command = parsed.value;
    switch (command.kind) {
      case "cancel":
        return deprecated(await cancelRuns(call, command, manifest.name), parsed);
      case "sweep":
        return deprecated(await sweep(call, command.release), parsed);
      case "test":
        return deprecated(await testConnection(call, source), parsed);
      case "resume": {
        const { runId, requestId, onConflict, account } = command;
        const origin = await resumable(call.deps.store, manifest.name, { account, runId });
        const wanted = { account: origin.account, requestId, onConflict, resumeFrom: origin.id };
        return deprecated(answerStart(await start(call, [manifest], wanted), { single: true }), parsed);
      }
      case "start": {
        const { window, dryRun, account, requestId, onConflict } = command;
        const wanted = { account, requestId, onConflict, dryRun, ...window };
        return deprecated(answerStart(await start(call, [manifest], wanted), { single: true }), parsed);
      }
    }
  };
}
