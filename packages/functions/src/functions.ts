import type { AuthRefusal } from "./auth/auth.ts";
import { scheduledSweep } from "./commands/scheduled-sweep.ts";
import type { FunctionsDeps } from "./deps.ts";
import { declaresTooMuch, tooLarge } from "./http/body.ts";
import { problemOf } from "./http/fault.ts";
import { corsHeaders, type OriginOf, originOf, preflight } from "./http/origin.ts";
import { Problem, problemResponse } from "./http/problem.ts";
import { allowOf, pathOf, type Routes, routeNameOf, routesOf } from "./routes.ts";
import { spanned } from "./tracer.ts";

/** Answers one request. Never throws. */
export type Functions = (request: Request) => Promise<Response>;

/**
 * All HTTP functions of an installation as one handler, for any server that speaks Request and Response: Node's,
 * Deno's, an edge runtime's. Paths are those of the contract, below `/functions/v1/`.
 *
 * A page's cookie may only write from this very host; a page of another site must be on the list of allowed origins,
 * and is refused before anything is done.
 *
 * @example
 * ```ts
 * const functions = createFunctions({ store, sources, connectionOf, dispatch, auth, feed, version: "0.1.0" })
 * const response = await functions(new Request("http://localhost/functions/v1/sync-runs", { headers }))
 * ```
 */
export function createFunctions(deps: FunctionsDeps): Functions {
  const routes = routesOf(deps);
  const answered = async (request: Request) => {
    const from = originOf(request, deps.allowedOrigins ?? []);
    let response: Response;
    try {
      response = await answer(request, from, routes, deps);
    } catch (error) {
      response = problemResponse(problemOf(error, request, deps));
    }
    return dressed(response, request, from);
  };
  return (request) => {
    const route = routeNameOf(pathOf(new URL(request.url)), routes);
    const span = {
      name: `${request.method} ${route}`,
      attributes: { "http.request.method": request.method, "http.route": route },
    };
    return spanned(
      deps.tracer,
      span,
      () => answered(request),
      ({ status }) => ({ "http.response.status_code": status }),
    );
  };
}

/** The answer to a client that asks too much, for servers that count: nothing was looked at. */
export function tooManyRequests(request: Request, allowedOrigins: readonly string[], waitMs: number): Response {
  const headers = { "retry-after": String(Math.max(1, Math.ceil(waitMs / 1000))) };
  const problem = new Problem("too_many_requests", "Too many requests at once. Nothing was done.", { headers });
  return dressed(problemResponse(problem), request, originOf(request, allowedOrigins));
}

async function answer(request: Request, from: OriginOf, routes: Routes, deps: FunctionsDeps): Promise<Response> {
  const url = new URL(request.url);
  if (from.kind === "foreign") {
    throw new Problem("origin_not_allowed", `Pages of ${from.origin} may not call: put it on SINCRO_ALLOWED_ORIGINS.`);
  }
  // Said before who asks: what is too large for every route is not read for any.
  if (declaresTooMuch(request)) throw tooLarge();
  const methods = routes(pathOf(url));
  if (methods === undefined) throw new Problem("unknown_function", "This version has no function of that name.");
  const allow = allowOf(methods);
  if (request.method === "OPTIONS") return preflight(request, from, allow);
  const route = methods[request.method === "HEAD" ? "GET" : request.method];
  if (route === undefined) throw new Problem("method_not_allowed", `Use ${allow}.`, { headers: { allow } });
  if ("open" in route) return route.open(request, deps);
  const known = await deps.auth.authenticate(request);
  if (known.kind === "refused") {
    throw new Problem(known.code, known.detail, { headers: refusalHeaders[known.code] });
  }
  const call = { request, url, deps, operator: known.operator };
  // Before any handler: what is added to the routes later is closed to a scheduler as well.
  if (known.operator.via === "cron") return scheduledSweep(call);
  if (
    known.operator.via === "session" &&
    request.method !== "GET" &&
    request.method !== "HEAD" &&
    from.kind !== "own"
  ) {
    throw new Problem("origin_not_allowed", "A session may only be used by the page that this host serves.");
  }
  return route.handle(call);
}

/** What a caller who is not let in may do next. */
const refusalHeaders: Readonly<Record<AuthRefusal, Readonly<Record<string, string>>>> = {
  unauthenticated: { "www-authenticate": "Bearer" },
  forbidden: {},
  auth_unreachable: { "retry-after": "2" },
};

/** What every answer carries; HEAD has the headers alone. */
function dressed(response: Response, request: Request, from: OriginOf): Response {
  const headers = new Headers(response.headers);
  for (const [name, value] of Object.entries(corsHeaders(from))) headers.set(name, value);
  headers.set("cache-control", "no-store");
  headers.set("x-content-type-options", "nosniff");
  return new Response(request.method === "HEAD" ? null : response.body, { status: response.status, headers });
}
