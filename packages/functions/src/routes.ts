import { basePath, routes } from "@sincro/client";
import { readSession } from "./auth/read-session.ts";
import { signIn, signOut } from "./auth/sign-in.ts";
import { commandCenter } from "./commands/command-center.ts";
import { syncHandler } from "./commands/sync-handler.ts";
import type { FunctionsDeps } from "./deps.ts";
import { continueRun } from "./hand-off/continue.ts";
import { continuePath } from "./hand-off/hand-off.ts";
import type { Handler, OpenHandler } from "./http/call.ts";
import { pushManychat } from "./push/manychat.ts";
import { readPolicy } from "./reads/policy.ts";
import { readRun } from "./reads/run.ts";
import { listRuns } from "./reads/runs.ts";
import { streamRuns } from "./reads/stream.ts";
import { listSchedules, removeSchedules, setSchedule } from "./schedules/schedules.ts";

/** What a path can do, by method. */
export type Methods = Readonly<Record<string, { readonly handle: Handler } | { readonly open: OpenHandler }>>;

/** The functions by their path below the base path. */
export type Routes = (path: string) => Methods | undefined;

/** The path of one run, as {@link routeTable} has it. */
const oneRun = `${routes.runs}/:id`;

/** The routes of an installation by their path: the fixed ones, one run, and a function for each source's manifest. */
export function routeTable(deps: FunctionsDeps): ReadonlyMap<string, Methods> {
  const fixed = new Map<string, Methods>([
    ...deps.sources.map((source) => [source.manifest.functionName, { POST: { handle: syncHandler(source) } }] as const),
    [routes.commandCenter, { POST: { handle: commandCenter } }],
    [routes.runs, { GET: { handle: listRuns } }],
    [routes.stream, { GET: { handle: streamRuns } }],
    [routes.policy, { GET: { handle: readPolicy } }],
    [
      routes.schedules,
      { GET: { handle: listSchedules }, POST: { handle: setSchedule }, DELETE: { handle: removeSchedules } },
    ],
    [oneRun, { GET: { handle: readRun } }],
  ]);
  if (deps.sources.some(({ manifest }) => manifest.name === "manychat")) {
    fixed.set(routes.manychatPush, { POST: { open: pushManychat } });
  }
  if (deps.handOff !== undefined) {
    for (const source of deps.sources) {
      const path = `${source.manifest.functionName}/${continuePath}`;
      fixed.set(path, { POST: { open: continueRun(source, deps.handOff) } });
    }
  }
  if (deps.auth.signIn !== undefined) {
    fixed.set(routes.session, { GET: { handle: readSession }, POST: { open: signIn }, DELETE: { open: signOut } });
  }
  return fixed;
}

/** Finds the route of a path. */
export function routesOf(deps: FunctionsDeps): Routes {
  const table = routeTable(deps);
  return (path) => table.get(path) ?? (/^sync-runs\/[^/]+$/.test(path) ? table.get(oneRun) : undefined);
}

/** A URL's path below the base path; Supabase's runtime has cut that off already. */
export function pathOf(url: URL): string {
  const path = url.pathname.startsWith(`${basePath}/`) ? url.pathname.slice(basePath.length) : url.pathname;
  return path.replace(/^\/+|\/+$/g, "");
}

/** The name of a path's route, which has no ids in it: what traces and counts go by. */
export function routeNameOf(path: string, find: Routes): string {
  if (find(path) === undefined) return "unknown";
  return path.startsWith(`${routes.runs}/`) && !(Object.values(routes) as string[]).includes(path) ? oneRun : path;
}

/** The methods of a path as `Allow` lists them. */
export function allowOf(methods: Methods): string {
  const names = Object.keys(methods);
  return [...names, ...(names.includes("GET") ? ["HEAD"] : []), "OPTIONS"].join(", ");
}
