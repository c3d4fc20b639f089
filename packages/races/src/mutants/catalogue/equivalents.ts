import { type Equivalent, inRace, onPostgres } from "../mutant.ts";
import { inFunction } from "../sql.ts";

/**
 * Patches of the protocol that change nothing that a caller can see, because another layer keeps the promise. They are
 * run too, and must survive: one that is killed is a defect, and belongs into the catalogue.
 */
export const equivalents: readonly Equivalent[] = [
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
