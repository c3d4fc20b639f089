import type { Fault } from "../shared/faults.ts";
import { jsonResponse } from "../shared/json.ts";
import { searchContacts } from "./contacts-search.ts";
import { GhlRefusal, problemResponse, unprocessable } from "./errors.ts";
import { location } from "./objects/location.ts";
import { searchOpportunities } from "./opportunities-search.ts";
import { listPayments } from "./payments-list.ts";
import { ghlVersion } from "./version.ts";
import type { GhlWorld } from "./world.ts";

/** What a token may do; its names are GoHighLevel's own. */
export const ghlScopes = [
  "locations.readonly",
  "contacts.readonly",
  "payments/transactions.readonly",
  "payments/subscriptions.readonly",
  "opportunities.readonly",
] as const;
/** A scope of {@link ghlScopes}. */
export type GhlScope = (typeof ghlScopes)[number];

/** Whom the fake answers, and how much at once. */
export interface GhlHandlerOptions {
  readonly key: string;
  readonly scopes: readonly GhlScope[];
  readonly maxPageLimit: number;
}

/** GoHighLevel's read side over one location. */
export function createGhlHandler(world: GhlWorld, options: GhlHandlerOptions) {
  async function read(request: Request, half: boolean): Promise<unknown> {
    checkHeaders(request.headers, options.key);
    const url = new URL(request.url);
    const { searchParams: params } = url;
    const place = `${request.method} ${url.pathname}`;
    const [, ofLocation] = /^GET \/locations\/(\w+)$/.exec(place) ?? [];
    const allow = (scope: GhlScope, asked: unknown) => {
      if (!options.scopes.includes(scope)) throw new GhlRefusal(401, "The token is not authorized for this scope.");
      if (typeof asked !== "string" || asked === "") throw unprocessable("the location must be a string");
      if (asked !== world.locationId) throw new GhlRefusal(403, "The token does not have access to this location.");
    };
    if (ofLocation !== undefined) {
      allow("locations.readonly", ofLocation);
      return { location: location(world.locationId) };
    }
    switch (place) {
      case "POST /contacts/search": {
        const body = await jsonOf(request);
        allow("contacts.readonly", (body as { locationId?: unknown } | null)?.locationId);
        return searchContacts(world, { body, maxPageLimit: options.maxPageLimit, half });
      }
      case "GET /payments/transactions":
      case "GET /payments/subscriptions": {
        const collection = url.pathname === "/payments/transactions" ? "transactions" : "subscriptions";
        allow(`payments/${collection}.readonly`, params.get("altId"));
        if (params.get("altType") !== "location") throw unprocessable("altType must be one of: location");
        return listPayments(world, collection, params, half);
      }
      case "GET /opportunities/search":
        allow("opportunities.readonly", params.get("location_id"));
        return searchOpportunities(world, url, half);
      default:
        throw new GhlRefusal(404, `Cannot ${place}`);
    }
  }

  return async (request: Request, fault: Fault | null): Promise<Response> => {
    try {
      return jsonResponse(await read(request, fault?.kind === "half"));
    } catch (error) {
      if (error instanceof GhlRefusal) return problemResponse(error.problem);
      throw error;
    }
  };
}

function checkHeaders(headers: Headers, key: string): void {
  if (headers.get("authorization") !== `Bearer ${key}`) throw new GhlRefusal(401, "Invalid Private Integration token");
  const version = headers.get("version");
  if (version === null) throw new GhlRefusal(400, "version header was not found.");
  if (version !== ghlVersion) throw new GhlRefusal(400, `version ${version} is not known.`);
}

async function jsonOf(request: Request): Promise<unknown> {
  try {
    return await request.json();
  } catch {
    throw new GhlRefusal(400, "Unexpected token in JSON");
  }
}
