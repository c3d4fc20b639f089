import type { ClientBase } from "pg";
import type { FoundTable } from "./found.ts";

/** Whether there is a table to adopt at all. */
export async function presence(client: Pick<ClientBase, "query">): Promise<"absent" | "ours" | "older"> {
  const { rows } = await client.query<{ found: "absent" | "ours" | "older" }>(`
    select case
      when to_regclass('public.sync_runs') is null then 'absent'
      when exists (select from pg_trigger where tgrelid = to_regclass('public.sync_runs') and tgname = 'sync_guard') then 'ours'
      else 'older' end as found`);
  return rows[0]?.found ?? "absent";
}

/** The table that all of these ask about. */
const t = "'public.sync_runs'::regclass";

const names = (attrelid: string, numbers: string) =>
  `array(select a.attname::text from unnest(${numbers}) with ordinality k (n, place)
     join pg_attribute a on a.attrelid = ${attrelid} and a.attnum = k.n order by k.place)`;

const facts = {
  relation: `
    select relkind as kind, pg_has_role(current_user, relowner, 'USAGE') as "isOwned",
      relrowsecurity and relforcerowsecurity
        and not (select rolsuper or rolbypassrls from pg_roles where rolname = current_user) as "isForced",
      relispartition or exists (select from pg_inherits where ${t} in (inhrelid, inhparent)) as "isPart"
    from pg_class where oid = ${t}`,
  columns: `
    select attname as name, format_type(atttypid, atttypmod) as type,
      (select typtype = 'e' from pg_type where oid = atttypid) as "isEnum", attnotnull as "notNull",
      atthasdef or attidentity <> '' as "hasDefault", attgenerated <> '' as "isGenerated"
    from pg_attribute where attrelid = ${t} and attnum > 0 and not attisdropped order by attnum`,
  constraints: `
    select conname as name, contype as type, ${names(t, "conkey")} as columns, pg_get_constraintdef(oid) as definition
    from pg_constraint where conrelid = ${t} and contype in ('p', 'u', 'c', 'x') order by conname`,
  indexes: `
    select c.relname as name, i.indisunique or i.indisexclusion as "isUnique", i.indpred is not null as "isPartial",
      (select conname from pg_constraint where conindid = i.indexrelid and conrelid = ${t} and contype in ('p', 'u', 'x')) as constraint,
      exists (select from pg_constraint where conindid = i.indexrelid and contype = 'f') as "isReferenced",
      array(select a.attname::text from unnest((i.indkey::int2[])[0:i.indnkeyatts - 1]) with ordinality k (n, place)
        left join pg_attribute a on a.attrelid = ${t} and a.attnum = k.n and k.n > 0 order by k.place) as keys,
      array(select distinct a.attname::text from pg_depend d join pg_attribute a on a.attrelid = ${t} and a.attnum = d.refobjsubid
        where d.classid = 'pg_class'::regclass and d.objid = i.indexrelid and d.refclassid = 'pg_class'::regclass
          and d.refobjid = ${t} and d.refobjsubid > 0) || array(
          select a.attname::text from unnest(i.indkey::int2[]) k (n) join pg_attribute a on a.attrelid = ${t} and a.attnum = k.n) as uses,
      concat_ws('|', i.indkey::text, i.indclass::text, i.indcollation::text, i.indoption::text, i.indnkeyatts, c.relam,
        pg_get_expr(i.indexprs, ${t}), pg_get_expr(i.indpred, ${t})) as shape
    from pg_index i join pg_class c on c.oid = i.indexrelid where i.indrelid = ${t} order by c.relname`,
  references: `
    select conname as name, conrelid::regclass::text as table, pg_get_constraintdef(f.oid) as definition,
      quote_ident(a.attname) as column, format_type(a.atttypid, a.atttypmod) as "columnType",
      case when cardinality(confkey) = 1 then (select attname from pg_attribute where attrelid = ${t} and attnum = confkey[1]) end as to
    from pg_constraint f join pg_attribute a on a.attrelid = f.conrelid and a.attnum = f.conkey[1]
    where f.confrelid = ${t} and f.contype = 'f' order by conrelid::regclass::text, conname`,
  triggers: `
    select tgname as name, case tgenabled when 'A' then 'enable always' when 'R' then 'enable replica' else 'enable' end as enable
    from pg_trigger where tgrelid = ${t} and not tgisinternal and tgenabled <> 'D' order by tgname`,
  policies: `select polname as name from pg_policy where polrelid = ${t} order by polname`,
  readers: `
    select distinct case when d.refobjid = ${t} then a.attname else 'id' end as column, case d.classid
        when 'pg_rewrite'::regclass then 'view ' || (select ev_class::regclass::text from pg_rewrite where oid = d.objid)
        else pg_describe_object(d.classid, d.objid, 0) end as reader
    from pg_depend d join pg_attribute a on a.attrelid = d.refobjid and a.attnum = d.refobjsubid
    where d.refclassid = 'pg_class'::regclass and d.refobjsubid > 0 and (
        (d.classid in ('pg_rewrite'::regclass, 'pg_policy'::regclass, 'pg_trigger'::regclass, 'pg_proc'::regclass))
        or (d.classid = 'pg_attrdef'::regclass and exists (select from pg_attrdef g join pg_attribute x
            on x.attrelid = g.adrelid and x.attnum = g.adnum where g.oid = d.objid and x.attgenerated <> '')))
      and (d.refobjid = ${t} or exists (select from pg_constraint f
        where f.contype = 'f' and f.confrelid = ${t} and f.conrelid = d.refobjid and d.refobjsubid = any (f.conkey)))
    order by 1, 2`,
  taken: `
    select c.oid::regclass::text as name from pg_class c
    left join pg_index i on i.indexrelid = c.oid
    where c.relnamespace = 'public'::regnamespace and c.relname = any ($1) and c.oid <> ${t} and i.indrelid is distinct from ${t}
    order by 1`,
} as const;

/** Reads what the catalogue says of `public.sync_runs`. `made`: the names that the migrations give. */
export async function lookAt(client: Pick<ClientBase, "query">, made: readonly string[]): Promise<FoundTable> {
  async function ask<T>(fact: keyof typeof facts): Promise<readonly T[]> {
    return (await client.query(facts[fact], fact === "taken" ? [made] : [])).rows as T[];
  }
  const [relation] = await ask<Pick<FoundTable, "kind" | "isOwned" | "isPart" | "isForced">>("relation");
  if (relation === undefined) throw new Error("sync_runs is gone");
  const listOf = async (fact: "policies" | "taken") => (await ask<{ name: string }>(fact)).map(({ name }) => name);
  return {
    ...relation,
    columns: await ask("columns"),
    constraints: await ask("constraints"),
    indexes: await ask("indexes"),
    references: await ask("references"),
    triggers: await ask("triggers"),
    policies: await listOf("policies"),
    readers: await ask("readers"),
    taken: await listOf("taken"),
  };
}
