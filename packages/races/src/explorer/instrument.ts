import { readFileSync } from "node:fs";
import type { Client } from "pg";
import { splitPlpgsql } from "./plpgsql/split.ts";
import { type Token, tokens } from "./plpgsql/tokens.ts";

/** What became of one function. */
interface InstrumentedFunction {
  readonly name: string;
  /** Pauses in it, one before each statement. */
  readonly pauses: number;
  /** How many of them stand before a statement that others can see or be seen by. */
  readonly shared: number;
}

/** What an instrumented database can say of itself. */
export interface Instrumented {
  readonly functions: readonly InstrumentedFunction[];
  /** The statement after each pause, by the pause's label: `sync_commit:4` → `select * into r from …`. */
  readonly statements: ReadonlyMap<string, string>;
}

/** Options of {@link instrument}. */
export interface InstrumentOptions {
  /**
   * `logical`: `sync_now()` moves by a millisecond at each look and by nothing else, so that a schedule played again
   * reads the same times. Default: the database's own clock stays.
   */
  readonly clock?: "logical" | "real";
}

/** Statements before which a session pauses: 1 shared ones, 2 those of functions that may write, 3 all. */
type Depth = 1 | 2 | 3;

interface Found {
  readonly name: string;
  readonly definition: string;
  readonly volatile: boolean;
}

const script = (name: string) => readFileSync(new URL(name, import.meta.url), "utf8");

/**
 * Replaces every PL/pgSQL function `sync_…` of a test database by a copy that can be stopped before each of its
 * statements, those inside loops, branches and handlers included. The copy is made from `pg_get_functiondef`, so what
 * is explored is what the migrations (or a seeded defect) put there; only pauses are added, and run ids come from a
 * sequence, so that the order in which runs are locked is the same whenever a schedule is played again.
 *
 * A pause is `assert … race_pause(…)`: unlike PERFORM it leaves FOUND alone. A session that has not set `race.depth`
 * does not pause. A function in the language SQL is one statement: nothing stops inside it, but whatever it calls.
 *
 * @param admin a superuser's session; the database is for tests and for nothing else
 */
export async function instrument(admin: Client, { clock = "real" }: InstrumentOptions = {}): Promise<Instrumented> {
  await admin.query("set client_min_messages = warning");
  await admin.query(script("pause.sql"));
  if (clock === "logical") await admin.query(script("clock.sql"));
  await admin.query("alter table sync_runs alter column id set default race_uuid()");
  const { rows: tables } = await admin.query<{ name: string }>(
    "select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'v', 'p')",
  );
  const shared = new Set([...tables.map(({ name }) => name), "execute"]);
  const { rows } = await admin.query<Found>(
    `select proname as name, pg_get_functiondef(p.oid) as definition, provolatile = 'v' as volatile
     from pg_proc p join pg_language l on l.oid = p.prolang
     where pronamespace = 'public'::regnamespace and proname like 'sync\\_%' and lanname = 'plpgsql' order by proname`,
  );
  const statements = new Map<string, string>();
  const functions: InstrumentedFunction[] = [];
  for (const found of rows) {
    const copy = withPauses(found, shared, statements);
    await admin.query(copy.definition);
    functions.push(copy);
  }
  return { functions, statements };
}

/** Looks at the setting first, in place: a session that does not pause here should not pay for a call. */
const pause = (label: string, depth: Depth) =>
  `assert coalesce(pg_catalog.current_setting('race.depth', true), '') < '${depth}' or public.race_pause('${label}'); `;

function withPauses({ name, definition, volatile }: Found, shared: ReadonlySet<string>, said: Map<string, string>) {
  const [opening, quote] = /\nAS (\$\w*\$)/.exec(definition) as unknown as [string, string];
  const from = definition.indexOf(opening) + opening.length;
  const to = definition.lastIndexOf(quote);
  const body = definition.slice(from, to);
  const edits = tokens(body)
    .filter(({ kind, text }) => kind === "word" && text === "gen_random_uuid")
    .map(({ at, end }) => ({ at, end, text: "public.race_uuid" }));
  let sharedOnes = 0;
  const pauses = splitPlpgsql(body).map(({ at, head }, index) => {
    const seen = isShared(head, shared);
    if (seen) sharedOnes += 1;
    const label = `${name}:${index + 1}`;
    said.set(
      label,
      body
        .slice(at, at + 300)
        .replace(/\s+/g, " ")
        .slice(0, 100),
    );
    const depth: Depth = seen ? 1 : volatile ? 2 : 3;
    return { at, end: at, text: pause(label, depth) };
  });
  const edited = [...edits, ...pauses]
    .sort((a, b) => b.at - a.at)
    .reduce((text, edit) => text.slice(0, edit.at) + edit.text + text.slice(edit.end), body);
  return {
    name,
    pauses: pauses.length,
    shared: sharedOnes,
    definition: definition.slice(0, from) + edited + definition.slice(to),
  };
}

/** Names a table as a table, takes an advisory lock or runs a text: what somebody else's step can depend on. */
function isShared(head: readonly Token[], shared: ReadonlySet<string>): boolean {
  return head.some(({ kind, text }, index) => {
    if (kind !== "word") return false;
    if (text.includes("advisory")) return true;
    // A cast or a row type only names the table: null::public.sync_runs.
    const before = head[index - 1]?.text === "." ? head[index - 3]?.text : head[index - 1]?.text;
    return shared.has(text) && before !== ":";
  });
}
