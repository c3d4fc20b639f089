import { jsonResponse } from "../shared/json.ts";
import { collections, isCollection, type StripeCollection } from "./collections.ts";
import { problemResponse, StripeRefusal } from "./errors.ts";
import { account } from "./objects/account.ts";
import { pageOf } from "./page.ts";
import { parseListQuery } from "./query.ts";
import { stripeVersion } from "./version.ts";
import { eventRetentionS, type StripeWorld } from "./world.ts";

/** Stripe's read side over one world. It changes nothing: whatever is no GET does not exist. */
export function createStripeHandler(world: StripeWorld, key: string): (request: Request) => Response {
  return (request) => {
    try {
      checkKey(request.headers.get("authorization"), key);
      checkVersion(request.headers.get("stripe-version"));
      return jsonResponse(read(world, request));
    } catch (error) {
      if (error instanceof StripeRefusal) return problemResponse(error.problem);
      throw error;
    }
  };
}

function checkKey(authorization: string | null, key: string): void {
  const [scheme, credentials = ""] = authorization?.split(" ") ?? [];
  const sent = scheme === "Basic" ? atob(credentials).split(":")[0] : credentials;
  if (sent === key) return;
  const message = sent
    ? `Invalid API Key provided: ${sent.slice(0, 8)}****${sent.slice(-4)}`
    : "You did not provide an API key.";
  throw new StripeRefusal({ status: 401, message, headers: { "WWW-Authenticate": 'Basic realm="Stripe"' } });
}

function checkVersion(version: string | null): void {
  if (version === null || version === stripeVersion) return;
  throw new StripeRefusal({ status: 400, message: `Invalid Stripe API version: ${version}` });
}

function read(world: StripeWorld, request: Request): unknown {
  const { pathname, searchParams } = new URL(request.url);
  const [, name = "", id] = /^\/v1\/([a-z_]+)(?:\/(\w+))?$/.exec(pathname) ?? [];
  if (request.method === "GET" && name === "account" && !id) return account;
  if (request.method !== "GET" || !isCollection(name)) {
    const message = `Unrecognized request URL (${request.method}: ${pathname}).`;
    throw new StripeRefusal({ status: 404, message });
  }
  return id ? readOne(world, name, id) : readPage(world, name, searchParams);
}

function readOne(world: StripeWorld, name: StripeCollection, id: string): unknown {
  const found = world.timelines[name].get(id) ?? (name === "customers" ? world.deleted.get(id) : undefined);
  if (found) return found;
  const message = `No such ${collections[name].object}: '${id}'`;
  throw new StripeRefusal({ status: 404, code: "resource_missing", param: "id", message });
}

function readPage(world: StripeWorld, name: StripeCollection, params: URLSearchParams) {
  const timeline = world.timelines[name];
  const query = parseListQuery(name, params, timeline);
  if (name === "events") query.created.gte = Math.max(query.created.gte ?? 0, world.nowS() - eventRetentionS);
  const { data, hasMore } = pageOf(timeline, query);
  return { object: "list", data, has_more: hasMore, url: `/v1/${name}` };
}
