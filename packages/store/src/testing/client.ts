import { Client, Pool } from "pg";

/** Connects, does one thing, disconnects. */
export async function withClient<T>(url: string, use: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return await use(client);
  } finally {
    await client.end();
  }
}

/** Sessions of the superuser on a test's database. */
export function superuser({ adminUrl }: { readonly adminUrl: string }): Pool {
  return new Pool({ connectionString: adminUrl });
}
