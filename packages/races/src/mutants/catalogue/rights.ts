import { inModule, inPackage, type Killer, type Mutant } from "../mutant.ts";
import { inFunction } from "../sql.ts";

const auth = (file: string, from: string, to: string) => [inModule(`packages/functions/src/auth/${file}`, from, to)];
const tested = (file: string, ...name: readonly string[]): Killer => ({
  file: `packages/functions/src/auth/${file}`,
  name,
});
const inMatrix = (title: string) => inPackage("races/src/rights/database.test.ts", title);

/** What only a cluster with Supabase's roles can show: elsewhere it does nothing. */
const whereSupabaseIs = (sql: string): readonly string[] => [
  `do $$ begin if exists (select from pg_roles where rolname = 'anon') then ${sql} end if; end $$;`,
];

/** Who may do what. */
export const rightsMutants: readonly Mutant[] = [
  {
    id: "issuer-not-checked",
    title: "tokens are taken whoever issued them",
    breaks: ["F58"],
    modules: auth("user-token.ts", "const claimed = { issuer, audience", "const claimed = { audience"),
    killers: [tested("supabase-auth.test.ts", "nobody is let in by", "another project's issuer")],
  },
  {
    id: "audience-not-checked",
    title: "tokens are taken whomever they were issued for",
    breaks: ["F58"],
    modules: auth("user-token.ts", 'audience: "authenticated", ', ""),
    killers: [tested("supabase-auth.test.ts", "nobody is let in by", "another audience")],
  },
  {
    id: "expiry-not-checked",
    title: "expired tokens are taken",
    breaks: ["F58"],
    modules: auth("user-token.ts", "const leewayS = 10;", "const leewayS = 1e9;"),
    killers: [tested("supabase-auth.test.ts", "nobody is let in by", "an expired token")],
  },
  {
    id: "role-of-the-user-s-own",
    title: "a role in user_metadata counts, which users write themselves",
    breaks: ["F58"],
    modules: auth(
      "supabase-auth.ts",
      "const role = app_metadata?.role;",
      "const role = app_metadata?.role ?? (checked.claims as any).user_metadata?.role;",
    ),
    killers: [tested("supabase-auth.test.ts", "has whoever has the role in user_metadata")],
  },
  {
    id: "any-user-operates",
    title: "whoever is signed in may operate",
    breaks: ["F58"],
    modules: auth("supabase-auth.ts", "role === undefined || !operatorRoles.includes(role)", "role === null"),
    killers: [tested("supabase-auth.test.ts", "has whoever has no role")],
    small: true,
  },
  {
    id: "unchecked-while-away",
    title: "while a project's keys cannot be fetched tokens are read without being checked",
    breaks: ["F58"],
    modules: auth(
      "supabase-auth.ts",
      "if (!(error instanceof KeysUnreachable)) throw error;",
      'if (error instanceof KeysUnreachable) return { kind: "operator", operator: { actor: "?", via: "token", expiresAt: null } };',
    ),
    killers: [tested("project-keys.test.ts", "while the place of the keys cannot be reached nobody is let in")],
  },
  {
    id: "cancel-for-everybody",
    title: "the anonymous key may run sync_cancel",
    breaks: ["F58"],
    sql: whereSupabaseIs("grant execute on function public.sync_cancel(jsonb, text, text) to anon;"),
    killers: [inMatrix("F58 · sync_cancel, through PostgREST")],
  },
  {
    id: "runs-without-row-security",
    title: "any signed-in user reads runs",
    breaks: ["F58"],
    sql: ["alter table public.sync_runs disable row level security;"],
    killers: [inMatrix("F58 · sync_runs, through PostgREST")],
  },
  {
    id: "runs-written-by-operators",
    title: "an operator's browser writes to runs",
    breaks: ["F58"],
    sql: whereSupabaseIs(
      "grant update on public.sync_runs to authenticated; create policy written on public.sync_runs for update to authenticated using (public.sync_is_operator());",
    ),
    killers: [inMatrix("F58 · sync_runs, as a role of the database")],
  },
  {
    id: "operator-by-own-word",
    title: "in the database user_metadata makes an operator",
    breaks: ["F58"],
    sql: [inFunction("sync_is_operator", { from: "'app_metadata'", to: "'user_metadata'" })],
    killers: [inMatrix("F58 · sync_is_operator holds for operators alone")],
  },
  {
    id: "view-reads-as-its-owner",
    title: "a view reads records past row level security",
    breaks: ["F58"],
    sql: ["alter view public.sync_contacts set (security_invoker = false);"],
    killers: [inMatrix("F58 · every table of ours has row level security, and every view reads as whoever asks")],
  },
  {
    id: "hand-off-of-any-slice",
    title: "a hand-off is worked on whichever slice it was for",
    breaks: ["F53", "F7"],
    modules: [
      inModule("packages/functions/src/hand-off/continue.ts", "run.fence !== fence || !waits(run)", "!waits(run)"),
    ],
    killers: [inPackage("functions/src/hand-off/replay.test.ts", "F53 · that of an earlier slice, sent again")],
  },
  {
    id: "signed-for-anything",
    title: "what was signed for one purpose is taken for another",
    breaks: ["F51"],
    modules: [
      ...auth("signed.ts", '"sign"),\n    encoder.encode(', '"sign"),\n    encoder.encode(payload || '),
      ...auth("signed.ts", "const signed = encoder.encode(", "const signed = encoder.encode(payload || "),
    ],
    killers: [inPackage("functions/src/hand-off/replay.test.ts", "F51 · without one, with a forged one")],
  },
  {
    id: "hand-off-of-another-source",
    title: "a function works on the runs of another source",
    breaks: ["F51"],
    modules: [
      inModule(
        "packages/functions/src/hand-off/continue.ts",
        "run === null || run.source !== manifest.name",
        "run === null",
      ),
    ],
    killers: [
      inPackage("functions/src/hand-off/continue.test.ts", "F51 · the token of a hand-off is good for nothing"),
    ],
  },
  {
    id: "scheduler-is-an-operator",
    title: "the scheduler's token may do what an operator may",
    breaks: ["F58"],
    modules: [
      inModule(
        "packages/functions/src/functions.ts",
        'if (known.operator.via === "cron") return scheduledSweep(call);',
        "void scheduledSweep;",
      ),
    ],
    killers: [
      {
        file: "packages/races/src/rights/http.test.ts",
        name: ["on Supabase, POST sync-command-center cancel", "answers each caller as the page says"],
      },
    ],
  },
  {
    id: "runs-heard-by-users",
    title: "any signed-in user hears of runs",
    breaks: ["F58"],
    sql: [
      inFunction(
        "sync_live",
        { from: " and (select public.sync_is_operator()))", to: ")" },
        { from: " or (select public.sync_is_operator()))", to: " or true)" },
      ),
    ],
    killers: [inPackage("races/src/rights/topic.test.ts", "F58 · sincro:runs")],
  },
];
