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
  return patched(
    name,
    changes.map((change) => replaced([change.after], change)),
  );
}

/** The same for one event's part of the machine in SQL. */
export function inStep(event: string, ...changes: readonly FunctionChange[]): string {
  const part = `when '${event}' then\n    declare`;
  return patched(
    "sync_step",
    changes.map((change) => replaced([part, change.after], change)),
  );
}

function patched(name: string, changes: readonly string[]): string {
  return `do $seed$
declare
  source text := pg_get_functiondef('public.${name}'::regproc);
  place integer;
  found integer;
begin
${changes.join("\n")}
  execute source;
end
$seed$;`;
}

function replaced(marks: readonly (string | undefined)[], { from, to }: FunctionChange): string {
  return `  place := 1;
${[...marks.filter((mark) => mark !== undefined), from].map(advance).join("\n")}
  source := overlay(source placing ${quoted(to)} from place for length(${quoted(from)}));`;
}

/** Moves `place` to where the text begins. */
function advance(text: string): string {
  return `  found := strpos(substr(source, place), ${quoted(text)});
  if found = 0 then raise exception 'the defect does not fit: %', ${quoted(text)}; end if;
  place := place + found - 1;`;
}

const quoted = (text: string) => `$text$${text}$text$`;
