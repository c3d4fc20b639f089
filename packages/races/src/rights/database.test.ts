import { type Project, startProject } from "@sincro/store/supabase/testing";
import { describePostgrest } from "@sincro/store/testing";
import type { PoolClient } from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { credentials, inDatabase } from "./callers.ts";
import { furnish } from "./furnish.ts";
import { asRole, letThrough, type Outcome, throughPostgrest, tokenRefused, written } from "./outcome.ts";
import { each } from "./page.ts";
import { sampleOf } from "./sample.ts";

const nothing = "–";

/** What each caller comes to, asked side by side: who is let in at all writes nothing that stays. */
async function ofEach(tokens: object, ask: (token: string | null) => Promise<string>): Promise<Record<string, string>> {
  const found = Object.entries(tokens).map(async ([caller, sent]: [string, readonly (string | null)[]]) => {
    const all = new Set<string>();
    for (const token of sent) all.add(await ask(token));
    return [caller, [...all].join(" or ")] as const;
  });
  return Object.fromEntries(await Promise.all(found));
}

/** What it all came to, in the words of the page. */
function words(outcomes: Readonly<Record<"select" | "insert" | "update" | "delete", Outcome>>): string {
  const all = Object.values(outcomes);
  if (all.every(tokenRefused)) return "401";
  const { select } = outcomes;
  const reads = !letThrough(select)
    ? []
    : [(select as { rows: unknown[] }).rows.length > 0 ? "reads" : "reads nothing"];
  const writes = (["insert", "update", "delete"] as const).filter((name) => written(outcomes[name]));
  return [...reads, ...(writes.length === 3 ? ["writes"] : writes)].join(", ") || nothing;
}

describePostgrest("who may use the database", (version) => {
  let project: Project;
  let session: PoolClient;
  let tokens: Awaited<ReturnType<typeof credentials>>;
  let before: unknown;

  const everything = async () =>
    (
      await project.admin.query(`select
        (select json_agg(r) from sync_runs r) as runs, (select json_agg(e order by n) from sync_run_events e) as events,
        (select json_agg(t order by external_id) from sync_records t) as records, (select json_agg(s) from sync_sweeper s) as sweeper,
        (select json_agg(p) from sync_run_pages p) as pages, (select json_agg(b) from sync_buckets b) as buckets,
        (select json_agg(s) from sync_schedules s) as schedules, (select json_agg(a) from sync_alerts a) as alerts,
        (select count(*) from sync_transitions) as transitions, (select count(*) from sync_migrations) as migrations`)
    ).rows;

  beforeAll(async () => {
    project = await startProject(version, { PGRST_DB_TX_END: "commit-allow-override" });
    session = await project.admin.connect();
    tokens = await credentials(project.jwtSecret, await furnish(await project.store()));
    before = await everything();
  });
  afterAll(async () => {
    session.release();
    await project.stop();
  });

  describe("tables and views", () => {
    const rows = each("Tables and views");

    it.for(rows)("F58 · %s, through PostgREST", async ([name, cells]) => {
      const { row, column } = await sampleOf(project.admin, name);
      const filtered = `${name}?${column}=eq.${encodeURIComponent(String(row[column]))}`;
      const found = await ofEach(tokens, async (token) => {
        const ask = (method: string, path: string, body?: unknown) =>
          throughPostgrest(project, token, { method, path, body });
        return words({
          select: await ask("GET", `${name}?limit=1`),
          insert: await ask("POST", name, row),
          update: await ask("PATCH", filtered, { [column]: row[column] }),
          delete: await ask("DELETE", filtered),
        });
      });
      expect(found).toEqual(cells);
    });

    it.for(rows)("F58 · %s, as a role of the database", async ([name, cells]) => {
      const { row, column } = await sampleOf(project.admin, name);
      const columns = Object.keys(row).join(", ");
      const insert = `insert into public.${name} (${columns}) select ${columns} from jsonb_populate_record(null::public.${name}, $1)`;
      for (const [caller, who] of Object.entries(inDatabase)) {
        const outcome = words({
          select: await asRole(session, who, `select * from public.${name} limit 1`),
          insert: await asRole(session, who, insert, [JSON.stringify(row)]),
          update: await asRole(session, who, `update public.${name} set ${column} = ${column}`),
          delete: await asRole(session, who, `delete from public.${name}`),
        });
        expect([caller, outcome]).toEqual([caller, cells[caller]]);
      }
    });

    it("F58 · nobody but their owner empties one, or hangs a trigger on it", async () => {
      for (const [name] of rows) {
        for (const who of Object.values(inDatabase)) {
          const emptied = await asRole(session, who, `truncate public.${name}`);
          // What is no table cannot be emptied: the right is not asked for.
          expect([name, who.role, emptied]).toEqual([
            name,
            who.role,
            { kind: "refused", code: expect.stringMatching(/42501|42809/) },
          ]);
          const { rows: may } = await session.query(
            "select has_table_privilege($1, $2, 'trigger, references') as may",
            [who.role, name],
          );
          expect([name, who.role, may]).toEqual([name, who.role, [{ may: false }]]);
        }
      }
    });
  });

  describe("sequences", () => {
    it.for(each("Sequences"))("F58 · %s", async ([name, cells]) => {
      const found: Record<string, string> = {};
      for (const [caller, who] of Object.entries(inDatabase)) {
        const next = letThrough(await asRole(session, who, `select nextval('public.${name}')`));
        const seen = letThrough(await asRole(session, who, `select last_value from public.${name}`));
        found[caller] = [...(seen ? ["reads"] : []), ...(next ? ["counts"] : [])].join(", ") || nothing;
      }
      expect(found).toEqual(cells);
    });
  });

  describe("functions", () => {
    /** The arguments of a function; all of them null, since what is asked is only whether it may be called. */
    const argumentsOf = async (name: string) => {
      const { rows } = await project.admin.query<{ trigger: boolean; args: { name: string; type: string }[] }>(
        `select prorettype = 'trigger'::regtype as trigger, coalesce((
           select json_agg(json_build_object('name', a.name, 'type', format_type(a.type, null)) order by a.at)
           from unnest(proargnames, coalesce(proallargtypes, proargtypes::oid[]), coalesce(proargmodes, array_fill('i'::"char", array[pronargs::integer])))
             with ordinality a (name, type, mode, at)
           where a.mode in ('i', 'b')), '[]') as args
         from pg_proc where pronamespace = 'public'::regnamespace and proname = $1`,
        [name],
      );
      expect(rows.length, `one function is called ${name}`).toBe(1);
      return rows[0] ?? { trigger: false, args: [] };
    };

    it.for(each("Functions"))("F58 · %s, through PostgREST", async ([name, cells]) => {
      const { trigger, args } = await argumentsOf(name);
      const body = Object.fromEntries(args.map((arg) => [arg.name, null]));
      const found = await ofEach(tokens, async (token) => {
        const outcome = await throughPostgrest(project, token, { method: "POST", path: `rpc/${name}`, body });
        if (tokenRefused(outcome)) return "401";
        // PostgREST does not know of functions that only a trigger can call.
        if (trigger) return outcome.kind === "refused" && outcome.code === "PGRST202" ? nothing : "runs";
        return letThrough(outcome) ? "runs" : nothing;
      });
      expect(found).toEqual(cells);
    });

    it.for(each("Functions"))("F58 · %s, as a role of the database", async ([name, cells]) => {
      const { trigger, args } = await argumentsOf(name);
      const list = args.map((arg) => `"${arg.name}" => null::${arg.type}`).join(", ");
      for (const [caller, who] of Object.entries(inDatabase)) {
        const outcome = await asRole(session, who, `select public.${name}(${list})`);
        // SQLSTATE `feature_not_supported`: a trigger's function was called as none.
        const ran = letThrough(outcome) && !(trigger && outcome.kind === "refused" && outcome.code === "0A000");
        expect([caller, ran ? "runs" : nothing]).toEqual([caller, cells[caller]]);
      }
    });

    it("F58 · sync_is_operator holds for operators alone, whatever a user says of himself", async () => {
      for (const [caller, sent] of Object.entries(tokens)) {
        for (const token of sent) {
          const outcome = await throughPostgrest(project, token, {
            method: "POST",
            path: "rpc/sync_is_operator",
            body: {},
          });
          expect([caller, outcome.kind === "done" && outcome.rows === true]).toEqual([caller, caller === "operator"]);
        }
      }
    });
  });

  it("F58 · the page has each table, view, sequence and function of ours, and no other", async () => {
    const { rows } = await project.admin.query<{ kind: string; names: string[] }>(`
      select kind, array_agg(distinct name order by name) as names from (
        select case relkind when 'S' then 'Sequences' else 'Tables and views' end as kind, relname::text as name
        from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'v', 'm', 'p', 'f', 'S') and relname like 'sync\\_%'
        union all
        select 'Functions', proname::text from pg_proc where pronamespace = 'public'::regnamespace and proname like 'sync\\_%'
      ) ours group by kind`);
    const there = Object.fromEntries(rows.map(({ kind, names }) => [kind, [...names].sort()]));
    const kinds = ["Tables and views", "Sequences", "Functions"];
    const page = Object.fromEntries(
      kinds.map((kind) => [
        kind,
        each(kind)
          .map(([name]) => name)
          .sort(),
      ]),
    );
    expect(page).toEqual(there);
  });

  it("F58 · every table of ours has row level security, and every view reads as whoever asks", async () => {
    const { rows } = await project.admin.query<{ name: string }>(`
      select relname as name from pg_class where relnamespace = 'public'::regnamespace and relname like 'sync\\_%'
        and (relkind in ('r', 'p') and not relrowsecurity
          or relkind in ('v', 'm') and not coalesce('security_invoker=true' = any (reloptions), false))`);
    expect(rows).toEqual([]);
  });

  it("F58 · every function that runs as its owner pins where it looks for names", async () => {
    const { rows } = await project.admin.query(`
      select proname from pg_proc where pronamespace = 'public'::regnamespace and proname like 'sync\\_%'
        and prosecdef and not coalesce(proconfig::text ~ 'search_path', false)`);
    expect(rows).toEqual([]);
  });

  it("F58 · and after all that was tried the rows are what they were", async () => {
    expect(await everything()).toEqual(before);
  });
});
