import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { inspect } from "node:util";
import { type ClusterPool, ownPool } from "./pool.ts";
import { type ClusterVersion, PostgresAbsent } from "./programs.ts";

/** Where the workers of a test run find the clusters of its main process; they inherit it. */
const ADDRESS = "SINCRO_TEST_CLUSTERS";

/**
 * Shares clusters of this process with the processes that it starts from now on.
 *
 * @returns how to stop; undefined when this process shares (or uses) some already
 */
export async function sharePool(): Promise<(() => Promise<void>) | undefined> {
  if (process.env[ADDRESS] !== undefined) return undefined;
  const pool = ownPool();
  const server = createServer((request, response) => {
    const [, what, version] = request.url?.split("/") ?? [];
    const answer = what === "template" ? pool.template : pool.cluster;
    answer(Number(version) as ClusterVersion).then(
      (found) => response.end(JSON.stringify(found)),
      (error: unknown) => {
        response.statusCode = error instanceof PostgresAbsent ? 404 : 500;
        response.end(error instanceof PostgresAbsent ? error.message : inspect(error));
      },
    );
  });
  server.listen(0, "127.0.0.1").unref();
  await once(server, "listening");
  process.env[ADDRESS] = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return async () => {
    delete process.env[ADDRESS];
    server.closeAllConnections();
    server.close();
    await pool.stop();
  };
}

let own: ClusterPool | undefined;

/** The clusters of the run, or, when nobody shares any (a script, an editor's single test), of this process. */
export function currentPool(): ClusterPool {
  const address = process.env[ADDRESS];
  if (address !== undefined) {
    return {
      cluster: (version) => ask(`${address}/cluster/${version}`),
      template: (version) => ask(`${address}/template/${version}`),
    };
  }
  own ??= ownPool();
  return own;
}

async function ask<Answer>(url: string): Promise<Answer> {
  const response = await fetch(url);
  const text = await response.text();
  if (response.ok) return JSON.parse(text) as Answer;
  throw response.status === 404 ? new PostgresAbsent(text) : new Error(text);
}
