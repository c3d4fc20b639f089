import { type Equivalent, inRace, onPostgres } from "../mutant.ts";
import { inFunction } from "../sql.ts";

/**
 * Patches of the protocol that change nothing that a caller can see, because another layer keeps the promise. They are
 * run too, and must survive: one that is killed is a defect, and belongs into the catalogue.
 */
export const equivalents: readonly Equivalent[] = [
  {
    id: "no-advisory-lock",
    title: "no advisory lock in a restart",
    reason:
      "Since a start inserts on conflict do nothing and looks again, racing restarts end well without the lock: each waits for the row or for the other's insert, finds its run ended, and cancels the next. The lock gives them a queue, so that none looks in vain; it keeps no promise by itself.",
    sql: [
      inFunction("sync_start", {
        from: "perform pg_advisory_xact_lock(hashtextextended('sync:' || p_source || ':' || p_account, 0));",
        to: "null;",
      }),
    ],
    killers: [
      onPostgres("F18 · sixteen racing restarts"),
      onPostgres("F18 · restarts race starts"),
      inRace("timeline/starts.test.ts", "F18 · sixteen racing restarts of a scope"),
      inRace(
        "timeline/starts.test.ts",
        "restarts and starts of the same scopes together neither deadlock nor duplicate",
      ),
    ],
  },
  {
    id: "expire-looks-once",
    title: "sync_expire does not look at deadline and status itself",
    reason:
      "The step that follows refuses the same runs (terminal, not_expired); the look saves it a query of the queue.",
    sql: [
      inFunction("sync_expire", {
        from: "not found or not public.sync_is_active(r.status) or r.deadline_at > v_at",
        to: "not found",
      }),
    ],
    killers: [
      onPostgres("not_expired · a sweep changes nothing before a deadline"),
      onPostgres("a start sweeps no other scope"),
      onPostgres("F14 P5 · a second start of a scope is a conflict that shows the holder"),
      inRace("timeline/cancel.test.ts", "F13 · a sweep never overwrites an ending"),
    ],
  },
  {
    id: "records-in-no-order",
    title: "a page's records are written in no order",
    reason:
      "A record's key begins with its scope, and a scope has one active run, whose row each commit locks first: two pages that hold the same keys never write at once. The order is there for code that calls sync_commit in a longer transaction.",
    sql: [
      inFunction("sync_write_records", {
        after: "from given g",
        from: "order by g.object, g.id",
        to: "order by random()",
      }),
    ],
    killers: [
      onPostgres("F16 · copies of one page that race are one page"),
      onPostgres("F21 · a cancel races commits"),
    ],
  },
  {
    id: "sweep-in-no-order",
    title: "a sweep takes runs in no order",
    reason:
      "A sweep skips rows that somebody has locked, so it never waits for one while it holds another: no order can deadlock it.",
    sql: [
      inFunction("sync_sweep", {
        from: "deadline_at <= v_at order by id",
        to: "deadline_at <= v_at order by random()",
      }),
    ],
    killers: [
      onPostgres("cancels of everything, sweeps, starts and commits at once end without a deadlock"),
      inRace("mutants/survivors/sweep.test.ts", "F13 · a sweep waits for nobody"),
    ],
  },
];
