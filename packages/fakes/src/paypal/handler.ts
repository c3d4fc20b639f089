import { jsonResponse } from "../shared/json.ts";
import { PaypalRefusal, problemOf, problemResponse } from "./errors.ts";
import { listSubscriptions } from "./list.ts";
import { searchTransactions } from "./search.ts";
import type { PaypalSettings } from "./settings.ts";
import type { PaypalTokens } from "./tokens.ts";
import type { PaypalWorld } from "./world.ts";

/** What the handler stands on. */
export interface HandlerParts {
  world: PaypalWorld;
  settings: PaypalSettings;
  tokens: PaypalTokens;
  clientId: string;
  clientSecret: string;
}

/** PayPal's read side over one world. It changes nothing: whatever it does not know does not exist. */
export function createPaypalHandler(parts: HandlerParts): (request: Request) => Promise<Response> {
  return async (request) => {
    try {
      const { pathname } = new URL(request.url);
      if (pathname === "/v1/oauth2/token") return await giveToken(parts, request);
      if (!parts.tokens.accepts(request.headers.get("authorization"))) throw new PaypalRefusal(problemOf(401));
      return jsonResponse(read(parts, request));
    } catch (error) {
      if (error instanceof PaypalRefusal) return problemResponse(error.problem, parts.world.ids.debug());
      throw error;
    }
  };
}

function read({ world, settings }: HandlerParts, request: Request): unknown {
  const url = new URL(request.url);
  const [, id] = /^\/v1\/billing\/subscriptions\/([\w-]+)$/.exec(url.pathname) ?? [];
  const found = id === undefined ? undefined : world.subscriptions.get(id);
  if (request.method === "GET" && url.pathname === "/v1/reporting/transactions")
    return searchTransactions(world, settings, url);
  if (request.method === "GET" && url.pathname === "/v1/billing/subscriptions") return listSubscriptions(world, url);
  if (request.method === "GET" && found !== undefined) return found;
  const description = "Specified resource ID does not exist. Please check the resource ID and try again.";
  throw new PaypalRefusal(problemOf(404, [{ issue: "INVALID_RESOURCE_ID", description }]));
}

/** OAuth's client credentials; the errors are OAuth's own too. */
async function giveToken({ tokens, settings, clientId, clientSecret }: HandlerParts, request: Request) {
  const problem = (status: number, error: string, error_description: string) =>
    Response.json({ error, error_description }, { status });
  if (request.headers.get("authorization") !== `Basic ${btoa(`${clientId}:${clientSecret}`)}`)
    return problem(401, "invalid_client", "Client Authentication failed");
  const grant = new URLSearchParams(await request.text()).get("grant_type");
  if (request.method !== "POST" || grant !== "client_credentials")
    return problem(400, "unsupported_grant_type", "Grant Type is NULL or not supported");
  return Response.json(tokens.issue(settings.tokenLifeS));
}
