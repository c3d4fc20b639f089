import { jsonResponse } from "../shared/json.ts";
import type { ManychatBook, SystemField } from "./book.ts";
import { ManychatRefusal, problemResponse, validationError } from "./errors.ts";
import { pageInfo } from "./page-info.ts";

/** How the page answers a look-up of somebody whom it does not know; none of it is documented. */
export type UnknownAnswer =
  /** 200 and success, with an empty list in place of the subscriber: what users report. */
  | "empty"
  /** 400 with an error in the body. */
  | "error";

type Read = (book: ManychatBook, params: URLSearchParams, unknown: UnknownAnswer) => unknown;

/** What ManyChat documents and the fake knows. */
const paths: Readonly<Record<string, Read>> = {
  "/fb/page/getInfo": ({ pageId }) => pageInfo(pageId),
  "/fb/subscriber/getInfo": getInfo,
  "/fb/subscriber/findBySystemField": findBySystemField,
};

/** ManyChat's read side over one page. There is no list of subscribers, here as there. */
export function createManychatHandler(book: ManychatBook, key: string, unknown: UnknownAnswer) {
  return (request: Request): Response => {
    try {
      if (request.headers.get("authorization") !== `Bearer ${key}`)
        throw new ManychatRefusal({ status: 401, message: "Wrong token" });
      const { pathname, searchParams } = new URL(request.url);
      const read = Object.hasOwn(paths, pathname) ? paths[pathname] : undefined;
      if (request.method !== "GET" || read === undefined)
        throw new ManychatRefusal({ status: 404, message: `Unknown method ${pathname}` });
      return jsonResponse({ status: "success", data: read(book, searchParams, unknown) });
    } catch (error) {
      if (error instanceof ManychatRefusal) return problemResponse(error.problem);
      throw error;
    }
  };
}

function getInfo(book: ManychatBook, params: URLSearchParams): unknown {
  only(params, ["subscriber_id"]);
  const id = params.get("subscriber_id") ?? "";
  if (!/^\d{1,20}$/.test(id)) throw validationError("Subscriber id should be an integer");
  const found = book.get(id);
  if (!found) throw validationError("Subscriber does not exist");
  return found;
}

function findBySystemField(book: ManychatBook, params: URLSearchParams, unknown: UnknownAnswer): unknown {
  only(params, ["email", "phone"]);
  const asked = [...params.entries()];
  const [field, value = ""] = asked[0] ?? [];
  if (asked.length !== 1 || value === "") throw validationError("Set one of email or phone");
  const found = book.find(field as SystemField, value);
  if (found) return found;
  if (unknown === "error") throw validationError("Subscriber not found");
  return [];
}

/** The real one may well ignore what it does not know; whoever sends it has made a mistake. */
function only(params: URLSearchParams, known: readonly string[]): void {
  const strange = [...params.keys()].find((name) => !known.includes(name));
  if (strange !== undefined) throw validationError(`Unknown parameter ${strange}`);
}
