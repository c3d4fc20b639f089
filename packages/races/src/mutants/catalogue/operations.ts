import { inModule, inPackage, type Mutant, onPostgres } from "../mutant.ts";
import { inFunction } from "../sql.ts";

const upkeep = (title: string) => ({
  file: "packages/store/src/postgres/upkeep.test.ts",
  name: ["PostgreSQL 18", title],
});

/** What runs at night without anybody: schedules, the webhook, retention. */
export const operationMutants: readonly Mutant[] = [
  {
    id: "schedule-not-compared",
    title: "whoever finds a schedule due starts it, though another was first",
    breaks: ["F14"],
    sql: [
      inFunction("sync_run_schedule", {
        from: "or s.next_at is distinct from p_due or p_due > v_at then",
        to: "then",
      }),
    ],
    killers: [onPostgres("F14 · of many who find it due one starts it")],
  },
  {
    id: "missed-times-made-up-for-each",
    title: "each time that was missed while everything was off is made up for",
    breaks: ["F14"],
    modules: [
      inModule(
        "packages/worker/src/schedule/start-scheduled.ts",
        "const next_at = nextTime(cron, time_zone, now);",
        "const next_at = nextTime(cron, time_zone, due ?? now);",
      ),
    ],
    killers: [inPackage("worker/src/schedule/start-scheduled.test.ts", "made up for once")],
  },
  {
    id: "alert-without-lease",
    title: "an alert that one server is sending is taken by another",
    breaks: ["F1"],
    sql: [
      inFunction("sync_take_alerts", {
        from: "due_at = v_at + p_lease_ms * interval '1 millisecond'",
        to: "due_at = a.due_at",
      }),
    ],
    killers: [upkeep("of several servers one gets each alert")],
  },
  {
    id: "webhook-into-the-network",
    title: "the webhook is sent wherever its name resolves to",
    breaks: ["F55"],
    modules: [
      inModule(
        "apps/cli/src/alerts/post.ts",
        "const allowed = found.filter(({ address }) => mayConnect(address));",
        "const allowed = found;",
      ),
    ],
    killers: [{ file: "apps/cli/src/alerts/post.test.ts", name: ["a name that resolves to a private address"] }],
  },
  {
    id: "no-limit",
    title: "a client may ask without end",
    breaks: ["F58"],
    modules: [inModule("apps/cli/src/serve/guard.ts", "if (waitMs > 0) return", "if (waitMs > 1e12) return")],
    killers: [{ file: "apps/cli/src/serve/routes.test.ts", name: ["is told so on every path"] }],
  },
];
