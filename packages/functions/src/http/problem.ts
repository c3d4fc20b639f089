import { type ErrorCode, errorCodes } from "@sincro/client";
import type { Refused } from "@sincro/client/contract";
import { json } from "./json.ts";

/** Thrown by a handler to answer with problem details; `detail` and `members` are shown to the caller. */
export class Problem extends Error {
  override readonly name = "Problem";
  readonly code: ErrorCode;
  readonly members: Readonly<Record<string, unknown>>;
  readonly headers: Readonly<Record<string, string>>;

  constructor(
    code: ErrorCode,
    detail: string,
    more: { members?: Readonly<Record<string, unknown>>; headers?: Readonly<Record<string, string>> } = {},
  ) {
    super(detail);
    this.code = code;
    this.members = more.members ?? {};
    this.headers = more.headers ?? {};
  }
}

/** The members that every problem has (RFC 9457), and `error`, the stable code. */
function problemMembers(code: ErrorCode, detail: string) {
  const { status, title } = errorCodes[code];
  return { type: `urn:sincro:error:${code}`, title, status, detail, error: code };
}

/** A problem as an answer. */
export function problemResponse({ code, message, members, headers }: Problem): Response {
  const body = { ...members, ...problemMembers(code, message) };
  return json(body, body.status, { "content-type": "application/problem+json", ...headers });
}

/** The problem of a request that is not of the contract. */
export function refusedRequest({ code, detail, keys, issues }: Refused): Problem {
  return new Problem(code, detail, { members: { keys, issues } });
}
