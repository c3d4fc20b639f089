import { Client, escapeIdentifier } from "pg";

/**
 * Makes the database if it is missing and asks the server's version, e.g. `18.4`.
 *
 * @param adminUrl a database that always exists, as a role that may create others
 */
export async function ensureDatabase(adminUrl: string, name: string): Promise<string> {
  const client = new Client({ connectionString: adminUrl });
  await client.connect();
  try {
    const { rows } = await client.query<{ version: string; found: boolean }>(
      "select current_setting('server_version') as version, exists (select from pg_database where datname = $1) as found",
      [name],
    );
    if (!rows[0]?.found) await client.query(`create database ${escapeIdentifier(name)}`);
    return rows[0]?.version ?? "";
  } finally {
    await client.end();
  }
}
