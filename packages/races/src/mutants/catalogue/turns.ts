import { type Mutant, onPostgres } from "../mutant.ts";
import { inFunction } from "../sql.ts";

/** Turns at the providers, and what a run since ever did not see. */
export const turnMutants: readonly Mutant[] = [
  {
    id: "turn-without-lock",
    title: "buckets are not locked: two workers take one turn",
    breaks: ["F48"],
    sql: [inFunction("sync_take", { from: "order by b.bucket for no key update;", to: "order by b.bucket;" })],
    killers: [onPostgres("thirty-two takers at once: never more turns than their time allows")],
  },
  {
    id: "turn-too-far",
    title: "a turn that is refused is taken all the same",
    breaks: ["F48"],
    sql: [
      inFunction("sync_take", { from: "return jsonb_build_object('granted', false, 'waitMs', v_wait_ms);", to: "" }),
    ],
    killers: [onPostgres("a turn that is too far away is not taken, and costs nobody anything")],
  },
  {
    id: "rest-ended-by-a-shorter-one",
    title: "a shorter rest ends a longer one",
    breaks: ["F48"],
    sql: [
      inFunction("sync_rest", { from: "greatest(b.rests_until, excluded.rests_until)", to: "excluded.rests_until" }),
    ],
    killers: [onPostgres("a rest keeps everybody away, and a shorter one does not end it")],
  },
  {
    id: "mark-without-fence",
    title: "a fenced worker marks records as missing",
    breaks: ["F7", "F21"],
    sql: [
      inFunction("sync_mark_missing", {
        from: "(r.fence = p_fence and r.last_worker = p_worker) is not true",
        to: "false",
      }),
    ],
    killers: [onPostgres("F7 · a fenced worker marks nothing")],
  },
  {
    id: "mark-of-a-broken-chain",
    title: "a resumed run marks what a run saw that is gone",
    breaks: ["F38"],
    sql: [
      inFunction("sync_mark_missing", {
        from: "count(*) filter (where o.resumed_from is null) = 1 and sum(o.commit_seq) > 0",
        to: "sum(o.commit_seq) > 0",
      }),
    ],
    killers: [onPostgres("where a run that it goes on from is gone, nothing is marked")],
  },
  {
    id: "mark-of-forgotten-pages",
    title: "a resumed run marks what a run saw whose pages were forgotten",
    breaks: ["F38"],
    sql: [
      inFunction("sync_mark_missing", {
        from: "o.commit_seq = (select count(*) from public.sync_run_pages p where p.run_id = o.id)",
        to: "true",
      }),
    ],
    killers: [onPostgres("where only what they saw was forgotten, nothing is marked either")],
  },
  {
    id: "unchanged-not-seen",
    title: "a page notes only what it wrote as seen",
    breaks: ["F37"],
    sql: [
      inFunction("sync_commit", {
        from: "from jsonb_to_recordset(p_records) as g (object text, id text);",
        to: "from public.sync_records t, lateral (select t.object, t.external_id as id) g where t.run_id = r.id and t.synced_at = v_at;",
      }),
    ],
    killers: [onPostgres("what it saw unchanged is not")],
  },
];
