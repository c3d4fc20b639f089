import { schemaVersion } from "@sincro/store/migrations";

/** A sweep that is older than this has stopped, in milliseconds: six times its usual pace. */
export const sweepStoppedMs = 180_000;
/** How long a check may take, and how long its answer is good for: whoever asks often asks the database once. */
const patienceMs = 2_000;
const goodForMs = 1_000;

/** What readiness looks at. */
export interface HealthOptions {
  /** What the database says of itself: its clock, and when the sweep last ran (ISO 8601). */
  readonly status: () => Promise<{ readonly now: string; readonly sweptAt: string | null }>;
  /** The number of the newest migration that was applied. */
  readonly migrated: () => Promise<number>;
  /** The same of this program; a newer database serves older programs while they are replaced. */
  readonly expected?: number | undefined;
  readonly patienceMs?: number | undefined;
  readonly now?: (() => number) | undefined;
}

/** What `/readyz` found. No word of it depends on what an error said. */
interface Readiness {
  readonly ready: boolean;
  readonly database: "ok" | "unreachable";
  readonly schema: "ok" | "behind" | "unknown";
  readonly sweep: "ok" | "stopped" | "unknown";
}

/** Answers `/healthz` and `/readyz`, and null for any other path. */
export type Health = (request: Request) => Promise<Response> | null;

/**
 * Health for whoever watches the process: `/healthz` says that it lives, `/readyz` whether it can work (200 or 503): the
 * database answers, its schema is not older than this program, and somebody sweeps. Neither needs a token, nor tells more.
 */
export function healthOf(options: HealthOptions): Health {
  const now = options.now ?? (() => performance.now());
  let last: { readonly at: number; readonly found: Promise<Readiness> } | undefined;
  const ready = () => {
    if (last === undefined || now() - last.at > goodForMs) last = { at: now(), found: look(options) };
    return last.found;
  };
  return (request) => {
    const path = new URL(request.url).pathname;
    if (path !== "/healthz" && path !== "/readyz") return null;
    return answer(request, path === "/healthz" ? async () => ({ alive: true, ready: true }) : ready);
  };
}

async function answer(request: Request, ask: () => Promise<{ readonly ready: boolean }>): Promise<Response> {
  const headers = {
    "content-type": "application/json",
    "cache-control": "no-store",
    "x-content-type-options": "nosniff",
  };
  if (request.method !== "GET" && request.method !== "HEAD") {
    return new Response(null, { status: 405, headers: { ...headers, allow: "GET, HEAD" } });
  }
  const found = await ask();
  const body = request.method === "HEAD" ? null : JSON.stringify(found);
  return new Response(body, { status: found.ready ? 200 : 503, headers });
}

async function look(options: HealthOptions): Promise<Readiness> {
  const { status, migrated, expected = schemaVersion() } = options;
  const asked = Promise.all([status(), migrated()]);
  // What comes too late is nobody's: that it failed then is no news.
  asked.catch(() => undefined);
  const limit = Promise.withResolvers<null>();
  const timer = setTimeout(limit.resolve, options.patienceMs ?? patienceMs, null);
  try {
    const found = await Promise.race([asked, limit.promise]);
    if (found === null) return { ready: false, ...unreachable };
    const [{ now, sweptAt }, version] = found;
    const schema = version < expected ? "behind" : "ok";
    const sweep = sweptAt !== null && Date.parse(now) - Date.parse(sweptAt) <= sweepStoppedMs ? "ok" : "stopped";
    return { ready: schema === "ok" && sweep === "ok", database: "ok", schema, sweep };
  } catch {
    return { ready: false, ...unreachable };
  } finally {
    clearTimeout(timer);
  }
}

const unreachable = { database: "unreachable", schema: "unknown", sweep: "unknown" } as const;
