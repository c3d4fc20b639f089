import { inModule, inPackage, type Mutant } from "../mutant.ts";
import { inFunction } from "../sql.ts";

const scheduledSweep = "functions/src/commands/scheduled-sweep.test.ts";

/** The sweep that a schedule calls, its token, and the page that hears by Realtime. */
export const scheduleMutants: readonly Mutant[] = [
  {
    id: "cron-token-for-everything",
    title: "the scheduler's token does what an operator's does",
    breaks: ["F58"],
    modules: [
      inModule(
        "packages/functions/src/functions.ts",
        'if (known.operator.via === "cron") return scheduledSweep(call);',
        "",
      ),
    ],
    killers: [inPackage(scheduledSweep, "F58 · may not POST sync-command-center")],
  },
  {
    id: "cron-token-releases",
    title: "the scheduler's token may let silent runs go",
    breaks: ["F58"],
    modules: [
      inModule("packages/functions/src/commands/scheduled-sweep.ts", " || parsed.value.release) throw", ") throw"),
    ],
    killers: [inPackage(scheduledSweep, "F58 · may not POST sync-command-center")],
  },
  {
    id: "token-in-the-job",
    title: "the schedule's job holds the token in clear",
    breaks: ["F55"],
    sql: [
      inFunction("sync_schedule", {
        from: "'select public.sync_call_sweep()');",
        to: "'select public.sync_call_sweep() -- ' || (select decrypted_secret from vault.decrypted_secrets where name = 'SINCRO_CRON_TOKEN'));",
      }),
    ],
    killers: [inPackage("store/src/schedule/schedule.test.ts", "F55 · neither the address nor the token")],
  },
  {
    id: "joined-without-reading",
    title: "a page that joins Realtime again does not read what it missed",
    breaks: ["F45"],
    modules: [
      inModule(
        "packages/react/src/feed/realtime/realtime-feed.ts",
        'if (heard.type === "ready") {\n      yield await hello();',
        'if (heard.type === "ready") {',
      ),
    ],
    killers: [inPackage("react/src/feed/realtime/realtime.test.ts", "F45 · the line breaks")],
  },
];
