import type { ClientBase } from "pg";
import type { ColumnPlan } from "./plan-columns.ts";
import { quoted, table } from "./quoted.ts";
import type { Problem } from "./saying.ts";

/** As many as are shown of what is wrong. */
const shown = 3;
const uuid = "^[0-9a-f]{8}-?([0-9a-f]{4}-?){3}[0-9a-f]{12}$";

/** What no catalogue says of the values. */
export interface ValueFindings {
  readonly problems: readonly Problem[];
  /** Rows without an id. */
  readonly newIds: number;
}

/** Looks whether the ids are what one can call runs by, and whether numbers are whole. */
export async function lookAtValues(
  client: Pick<ClientBase, "query">,
  { reads }: Pick<ColumnPlan, "reads">,
): Promise<ValueFindings> {
  const examples = async (sql: string) =>
    (await client.query<{ example: string }>(`${sql} limit ${shown}`)).rows.map(({ example }) => example);
  const problems: Problem[] = [];
  const id = reads.get("id");
  const others =
    id?.checks === "uuid"
      ? await examples(`select id::text as example from ${table} where id::text !~* '${uuid}'`)
      : [];
  if (others.length > 0) problems.push({ kind: "idNotUuid", examples: others });
  else {
    const twice = await examples(
      `select (${id?.using})::text as example from ${table} where id is not null group by 1 having count(*) > 1`,
    );
    if (twice.length > 0) problems.push({ kind: "idTwice", examples: twice });
  }
  for (const [name, { checks }] of reads) {
    if (checks !== "whole") continue;
    const column = quoted(name);
    const broken = await examples(
      `select ${column}::text as example from ${table} where ${column} <> trunc(${column}) or abs(${column}) > 9e18`,
    );
    if (broken.length > 0) problems.push({ kind: "numberNotWhole", column: name });
  }
  const { rows } = await client.query<{ count: string }>(`select count(*) from ${table} where id is null`);
  return { problems, newIds: Number(rows[0]?.count) };
}
