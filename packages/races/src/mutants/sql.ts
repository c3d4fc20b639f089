/** What to replace in a function: the first `from` behind `after`, or behind the function's beginning. */
export interface FunctionChange {
  readonly after?: string;
  readonly from: string;
  readonly to: string;
}

/**
 * SQL that replaces text in a function as the database has it, and fails when the text is not there: a patch that
 * fits nothing must never look like a defect that nobody noticed.
 */
export function inFunction(name: string, ...changes: readonly FunctionChange[]): string {
  return changes.map((change) => replaceOnce(name, change)).join("\n");
}

/** The same for one event's part of the machine in SQL. */
export function inStep(event: string, ...changes: readonly FunctionChange[]): string {
  const part = `when '${event}' then\n    declare`;
  return changes.map(({ after, ...change }) => replaceOnce("sync_step", change, part, after)).join("\n");
}

function replaceOnce(name: string, { after, from, to }: FunctionChange, ...before: readonly (string | undefined)[]) {
  const marks = [...before, after].filter((mark) => mark !== undefined);
  return `do $seed$
declare
  source text := pg_get_functiondef('public.${name}'::regproc);
  place integer := 1;
  found integer;
begin
${[...marks, from].map(advance).join("\n")}
  execute overlay(source placing ${quoted(to)} from place for length(${quoted(from)}));
end
$seed$;`;
}

/** Moves `place` to where the text begins. */
function advance(text: string): string {
  return `  found := strpos(substr(source, place), ${quoted(text)});
  if found = 0 then raise exception 'the defect does not fit: %', ${quoted(text)}; end if;
  place := place + found - 1;`;
}

const quoted = (text: string) => `$text$${text}$text$`;
