import { basePath, type Client } from "@sincro/client";
import { secretsOf, sendSlowly } from "./slow.fixture.ts";

/** What a load did. */
export interface Load {
  readonly answers: ReadonlyMap<number, number>;
  /** Faults of the server that are not the database's. */
  readonly broken: readonly string[];
  stop(): Promise<void>;
}

/**
 * Everything at once, again and again until it is stopped: reads, starts and cancels, refused requests, large and slow
 * bodies, and pages that follow the live stream and leave.
 */
export function startLoad(origin: string, client: Client, token: string): Load {
  const stopping = new AbortController();
  const answers = new Map<number, number>();
  const broken: string[] = [];
  const ask = async (path: string, init: RequestInit = {}) => {
    const headers = { authorization: `Bearer ${token}`, ...init.headers };
    const response = await fetch(`${origin}${path}`, { ...init, headers, signal: stopping.signal });
    const text = await response.text();
    answers.set(response.status, (answers.get(response.status) ?? 0) + 1);
    if (response.status >= 500)
      broken.push(`${init.method ?? "GET"} ${path}: ${response.status} ${text.slice(0, 200)}`);
    for (const secret of secretsOf(token)) if (text.includes(secret)) broken.push(`${path} tells a secret`);
  };
  const post = (path: string, body: string, headers = {}) =>
    ask(`${basePath}/${path}`, { method: "POST", body, headers: { "content-type": "application/json", ...headers } });
  const jobs: readonly (() => Promise<unknown>)[] = [
    () => ask(`${basePath}/sync-runs?limit=200`),
    () => ask(`${basePath}/sync-runs/policy`),
    () => ask("/healthz"),
    () => ask("/"),
    () => post("sync-command-center", '{"mode":"7d"}'),
    () => post("sync-command-center", '{"forceCancel":true}'),
    () => post("sync-command-center", '{"sweep":true}'),
    () => post("fetch-stripe", "{"),
    () => post("fetch-stripe", JSON.stringify({ mode: "7d", account: "x".repeat(70_000) })),
    () => post("session", JSON.stringify({ token: crypto.randomUUID() })),
    () => ask(`/nothing/${crypto.randomUUID()}`, { headers: { cookie: `sincro_session=${crypto.randomUUID()}` } }),
    () => sendSlowly(origin, stopping.signal),
    () => follow(client, stopping.signal),
  ];
  const loop = async (job: () => Promise<unknown>) => {
    while (!stopping.signal.aborted) {
      // A connection that the server closed is its right; what it answers is what counts.
      await job().catch(() => undefined);
    }
  };
  const loops = jobs.map(loop);
  return {
    answers,
    broken,
    stop: async () => {
      stopping.abort();
      await Promise.all(loops);
    },
  };
}

/** A page that opens, hears the first words and leaves. */
async function follow(client: Client, signal: AbortSignal): Promise<void> {
  const leaving = new AbortController();
  for await (const _ of client.stream({ signal: AbortSignal.any([signal, leaving.signal]) })) leaving.abort();
}
