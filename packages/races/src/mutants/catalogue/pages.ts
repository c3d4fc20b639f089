import { inRace, type Mutant, onPostgres } from "../mutant.ts";
import { inFunction, inStep } from "../sql.ts";

const repeatedPage =
  "(((r.fence is not distinct from e_fence) and (r.last_worker is not distinct from e_worker)) and (r.commit_seq is not distinct from e_seq) and (r.checkpoint is not distinct from e_checkpoint))";
const writeRows = "w := public.sync_write_records(r, p_records, v_at);";
const counters = ["fetched", "inserted", "updated"] as const;

/** COMMIT: rows, counters and cursor. */
export const pageMutants: readonly Mutant[] = [
  {
    id: "duplicate-commit",
    title: "a page that is committed twice counts twice",
    breaks: ["F16", "F27"],
    sql: [
      inStep("COMMIT", { from: repeatedPage, to: "false" }),
      inStep("COMMIT", { from: "((e_seq is not distinct from (r.commit_seq + 1)) is not true)", to: "false" }),
    ],
    killers: [onPostgres("F16 · a page that is committed twice counts once")],
  },
  {
    id: "repeat-is-an-error",
    title: "a page whose answer was lost is refused when it is sent again",
    breaks: ["F16"],
    sql: [inStep("COMMIT", { from: repeatedPage, to: "false" })],
    killers: [onPostgres("F16 · a page that is committed twice counts once")],
  },
  {
    id: "page-out-of-order",
    title: "pages are taken in any order",
    breaks: ["F16"],
    sql: [inStep("COMMIT", { from: "((e_seq is not distinct from (r.commit_seq + 1)) is not true)", to: "false" })],
    killers: [onPostgres("a page out of its place is refused, and writes nothing")],
  },
  {
    id: "counters-overwritten",
    title: "each page overwrites the counters of the one before",
    breaks: ["F27"],
    sql: counters.map((name) => inStep("COMMIT", { from: `(r.total_${name} + e_${name})`, to: `e_${name}` })),
    killers: [onPostgres("F27 F28 F29 · counters add up over pages and slices")],
  },
  {
    id: "cursor-without-rows",
    title: "a page whose rows cannot be written moves the cursor all the same",
    breaks: ["F33"],
    sql: [
      inFunction("sync_commit", {
        from: writeRows,
        to: `begin ${writeRows} exception when others then select 0::bigint as inserted, 0::bigint as updated, 0::bigint as bad into w; end;`,
      }),
    ],
    killers: [inRace("mutants/survivors/page.test.ts", "F33 · a page whose rows cannot be written moves nothing")],
  },
  {
    id: "half-a-page",
    title: "of a page with a malformed record the others are written and counted",
    breaks: ["F33"],
    sql: [
      inFunction("sync_write_records", {
        from: "and (select n from faulty) = 0",
        to: "and g.object is not null and g.id is not null and g.data is not null",
      }),
      inFunction("sync_commit", { from: "if w.bad > 0 then", to: "if false then" }),
    ],
    killers: [inRace("mutants/survivors/page.test.ts", "F33 · a page with one malformed record moves nothing")],
  },
  {
    id: "older-overwrites-newer",
    title: "an older version of a record overwrites a newer one",
    breaks: ["F35"],
    sql: [inFunction("sync_write_records", { from: "and (excluded.updated_at < t.updated_at) is not true", to: "" })],
    killers: [onPostgres("an older version never overwrites a newer one")],
  },
  {
    id: "unchanged-rewritten",
    title: "records that did not change are written again",
    breaks: ["F37"],
    sql: [
      inFunction("sync_write_records", { from: "(t.hash <> excluded.hash or t.missing_at is not null)", to: "true" }),
    ],
    killers: [onPostgres("F37 · a record that did not change keeps the run that wrote it")],
  },
  {
    id: "dry-run-writes",
    title: "a dry run writes records",
    breaks: ["F37"],
    sql: [inFunction("sync_write_records", { from: "where not r.dry_run and", to: "where" })],
    killers: [onPostgres("a dry run counts what it would do, moves its cursor and writes no record")],
  },
];
