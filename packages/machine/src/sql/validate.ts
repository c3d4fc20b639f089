import * as z from "zod";
import { syncEvent } from "../schema/event.ts";
import { quote, quoteAll } from "./print.ts";

interface Schema {
  readonly type?: string;
  readonly const?: string;
  readonly enum?: readonly string[];
  readonly pattern?: string;
  readonly format?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
}

/** What one may send to a run with `sync_send`; START, COMMIT and EXPIRE have functions of their own. */
const sendable = ["CLAIM", "BEAT", "YIELD", "COMPLETE", "FAIL", "CANCEL", "STOPPED"];

function checks(schema: Schema, json: string, text: string): readonly string[] {
  const kind = schema.type === "integer" ? "number" : schema.type;
  const found = kind === undefined ? [] : [`jsonb_typeof(${json}) = ${quote(kind)}`];
  if (schema.enum !== undefined) found.push(`${text} in (${quoteAll(schema.enum)})`);
  if (schema.pattern !== undefined) found.push(`${text} ~ ${quote(schema.pattern)}`);
  if (schema.format === "date-time") found.push(`${text} >= '0001'`, ...inOurEra(text));
  if (schema.minLength !== undefined) found.push(`length(${text}) >= ${schema.minLength}`);
  if (schema.maxLength !== undefined) found.push(`length(${text}) <= ${schema.maxLength}`);
  if (schema.type === "integer") found.push(`(${text})::numeric % 1 = 0`);
  if (schema.minimum !== undefined) found.push(`(${text})::numeric >= ${schema.minimum}`);
  if (schema.maximum !== undefined) found.push(`(${text})::numeric <= ${schema.maximum}`);
  return found;
}

/** An offset may lead out of the years that all sides write alike. */
function inOurEra(text: string): readonly string[] {
  const moment = `(${text})::timestamptz`;
  return [`${moment} >= '0001-01-01 00:00:00+00'`, `${moment} < '10000-01-01 00:00:00+00'`];
}

/** One statement for each condition, so that a later one is not computed when an earlier one failed. */
function failing(path: string, conditions: readonly string[]): readonly string[] {
  return conditions.map((condition) => `if (${condition}) is not true then return ${quote(path)}; end if;`);
}

function fieldChecks(schema: Schema, json: string, key: string, at: string): readonly string[] {
  const [value, text] = [`${json} -> ${quote(key)}`, `${json} ->> ${quote(key)}`];
  if (schema.type !== "object") return failing(at, checks(schema, value, text));
  return [...failing(at, [`jsonb_typeof(${value}) = 'object'`]), ...objectChecks(schema, `(${value})`, at)];
}

function objectChecks(schema: Schema, json: string, path: string): readonly string[] {
  const properties = Object.entries(schema.properties ?? {});
  const known = `${json} - array[${quoteAll(properties.map(([key]) => key))}] = '{}'::jsonb`;
  return [
    ...failing(path === "" ? "an unknown key" : path, [known]),
    ...properties.flatMap(([key, property]) => {
      if (property.const !== undefined) return [];
      const at = path === "" ? key : `${path}.${key}`;
      const inner = fieldChecks(property, json, key, at);
      if ((schema.required ?? []).includes(key)) return inner;
      return [`if ${json} ? ${quote(key)} then`, ...inner.map((line) => `  ${line}`), "end if;"];
    }),
  ];
}

/** `sync_event_problem`: which field of a sent event is wrong, from the zod schemas; null when none is. */
export function problemFunction(): string {
  const schema = z.toJSONSchema(syncEvent, { io: "input" }) as { oneOf: readonly Schema[] };
  const arms = schema.oneOf
    .filter(({ properties }) => sendable.includes(properties?.type?.const ?? ""))
    .map((event) => [
      `when ${quote(event.properties?.type?.const ?? "")} then`,
      ...objectChecks(event, "e", "").map((line) => `  ${line}`),
    ]);
  return `create or replace function public.sync_event_problem(e jsonb) returns text
language plpgsql immutable set search_path = pg_catalog, public, pg_temp as $problem$
begin
  if jsonb_typeof(e) is distinct from 'object' then return 'the event is not an object'; end if;
  case e ->> 'type'
${arms
  .flat()
  .map((line) => `  ${line}`)
  .join("\n")}
  else return 'type';
  end case;
  return null;
end
$problem$;
comment on function public.sync_event_problem is 'Names the field of an event that is not as the schema says; null when all are.';`;
}
