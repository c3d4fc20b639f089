// A process that owns an embedded PostgreSQL, for the tests that kill it. Arguments: folder, and how it behaves.
import { Client } from "pg";
import { isEmbeddedInUse, startEmbeddedPostgres } from "./index.ts";

/** What the process tells its parent. */
export type Told =
  | { kind: "running"; url: string }
  | { kind: "in use"; pid: number }
  | { kind: "drained"; rows: number };

const [dir = "", behaviour] = process.argv.slice(2);
const tell = (told: Told) => new Promise<void>((resolve) => process.send?.(told, undefined, {}, () => resolve()));
process.on("message", () => {}); // keeps the process alive while its parent is; the server does not
process.once("disconnect", () => process.exit());

try {
  const database = await startEmbeddedPostgres({ dir });
  const drain = async () => {
    const client = new Client({ connectionString: database.url });
    await client.connect();
    const { rowCount } = await client.query("select 1");
    await client.end();
    await database.stop();
    await tell({ kind: "drained", rows: rowCount ?? 0 });
    process.exit(0);
  };
  if (behaviour === "drains") process.once("SIGINT", () => void drain());
  await tell({ kind: "running", url: database.url });
  if (behaviour === "throws") throw new Error("as a bug would");
} catch (error) {
  if (!isEmbeddedInUse(error)) throw error;
  await tell({ kind: "in use", pid: error.pid });
  process.exit();
}
