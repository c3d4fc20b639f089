import { type ActionName, assignments } from "../assignments.ts";
import { blankRun } from "../blank-run.ts";
import type { ColumnName } from "../columns.ts";
import { type EventType, eventTypes } from "../events.ts";
import type { Node } from "../expression/index.ts";
import { guards, may, refusals, repeats } from "../rules.ts";
import { isTerminal, states } from "../status.ts";
import { type RunTransition, transitionsFrom } from "../transitions.ts";
import { argumentsOf, extraction, print, quote, quoteAll, variable } from "./print.ts";
import { simplify } from "./simplify.ts";

const indent = (text: string, by = 2) => text.replace(/^(?=.)/gm, " ".repeat(by));

function assigned(actions: readonly ActionName[]): Map<ColumnName, Node> {
  const found = new Map<ColumnName, Node>();
  for (const action of actions) {
    for (const [name, expression] of Object.entries(assignments[action])) found.set(name as ColumnName, expression);
  }
  return found;
}

function constant(value: unknown): string {
  if (value === null) return `null`;
  return typeof value === "object"
    ? `${quote(JSON.stringify(value))}::jsonb`
    : typeof value === "string"
      ? quote(value)
      : String(value);
}

/** START begins with no row: what its actions do not write is the blank run's. */
function begin(found: RunTransition): string {
  const values = assigned(found.actions);
  const lines = Object.entries(blankRun).map(([name, value]) => {
    const node = values.get(name as ColumnName);
    const sql = node === undefined ? constant(value) : print(node).replace("r.version", String(blankRun.version));
    return `next.${name} := ${sql};`;
  });
  return [...lines, `next.status := ${quote(found.to)};`, "return;"].join("\n");
}

function write(found: RunTransition): string {
  const lines = [...assigned(found.actions)].map(([name, node]) => `next.${name} := ${print(node)};`);
  return [...lines, `next.status := ${quote(found.to)};`, "return;"].join("\n");
}

/** The same transition stands under each state that offers it; states that offer the same list share one branch. */
function offers(type: EventType): readonly { states: readonly string[]; transitions: readonly RunTransition[] }[] {
  const groups = new Map<string, { states: string[]; transitions: RunTransition[] }>();
  for (const state of states) {
    const transitions = transitionsFrom(state).filter((found) => found.event === type);
    if (transitions.length === 0) continue;
    const inPlace = transitions.map((found) => [
      found.guard,
      found.actions,
      found.to === state && isTerminal(state) ? "same" : found.to,
    ]);
    const group = groups.get(JSON.stringify(inPlace)) ?? { states: [], transitions };
    group.states.push(state);
    groups.set(JSON.stringify(inPlace), group);
  }
  return [...groups.values()];
}

/** What holds once no refusal did: the guard "nothing forbids it", and the opposite of each refusal. */
function settled(type: EventType): ReadonlySet<Node> {
  const opposites = refusals[type].flatMap(([, condition]) =>
    condition.kind === "call" && condition.operator === "not" ? [...condition.operands] : [],
  );
  return new Set([...(type in may ? [may[type as keyof typeof may]] : []), ...opposites]);
}

function branch(type: EventType, group: ReturnType<typeof offers>[number]): string {
  const stays = group.states.length > 1 && group.transitions.every((found) => isTerminal(found.from));
  const candidates = group.transitions.map((found) => {
    const body = stays ? write(found).replace(/^next\.status.*\n/m, "") : write(found);
    const guard = found.guard === null ? "true" : print(simplify(guards[found.guard], settled(type)));
    return guard === "true" ? body : `if ${guard} then\n${indent(body)}\nend if;`;
  });
  return candidates.join("\n");
}

function refuse(condition: Node, reason: string): string {
  return `if ${print(condition)} then\n  reason := ${quote(reason)};\n  return;\nend if;`;
}

function step(type: EventType): string {
  if (type === "START") return begin(transitionsFrom("idle")[0] as RunTransition);
  const terminal = states.filter(isTerminal);
  const groups = offers(type);
  const handledIn = groups.flatMap((group) => group.states);
  const repeat = repeats[type];
  const [fenced, others] = [
    refusals[type].filter(([r]) => r === "fenced"),
    refusals[type].filter(([r]) => r !== "fenced"),
  ];
  return [
    ...(repeat === undefined ? [] : [refuse(repeat, "repeated")]),
    ...fenced.map(([reason, condition]) => refuse(condition, reason)),
    `if r.status not in (${quoteAll(handledIn)}) then`,
    `  reason := case when r.status in (${quoteAll(terminal)}) then 'terminal' else 'illegal' end;`,
    "  return;",
    "end if;",
    ...others.map(([reason, condition]) => refuse(condition, reason)),
    ...groups.map((group) =>
      groups.length === 1
        ? branch(type, group)
        : `if r.status in (${quoteAll(group.states)}) then\n${indent(branch(type, group))}\nend if;`,
    ),
  ].join("\n");
}

function nodesOf(type: EventType): readonly Node[] {
  const transitions = states.flatMap(transitionsFrom).filter((found) => found.event === type);
  return [
    ...(repeats[type] === undefined ? [] : [repeats[type]]),
    ...refusals[type].map(([, condition]) => condition),
    ...transitions.flatMap((found) => [
      ...(found.guard === null ? [] : [guards[found.guard]]),
      ...assigned(found.actions).values(),
    ]),
  ];
}

function arm(type: EventType): string {
  const declared = argumentsOf(nodesOf(type)).map(({ name, type: kind }) => {
    const { type: sqlType, sql } = extraction(name, kind);
    return `  ${variable(name)} ${sqlType} := ${sql};`;
  });
  const body = step(type);
  const block = declared.length === 0 ? body : `declare\n${declared.join("\n")}\nbegin\n${indent(body)}\nend;`;
  return `when ${quote(type)} then\n${indent(block)}`;
}

/** `sync_step`: the machine as one SQL function, from a row and an event to the next row or a reason. It writes nothing. */
export function stepFunction(): string {
  return `create or replace function public.sync_step(
  r public.sync_runs, e jsonb, p_at timestamptz, out reason text, out next public.sync_runs
) language plpgsql stable set search_path = pg_catalog, public, pg_temp as $step$
begin
  next := r;
  case e ->> 'type'
${indent(eventTypes.map(arm).join("\n"))}
  end case;
  raise exception 'sync_step: no transition of % from % fits', e ->> 'type', r.status;
end
$step$;
comment on function public.sync_step is 'The machine: what an event makes of a run, or why it is refused. It reads and writes no table.';`;
}
