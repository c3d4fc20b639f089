import { basePath } from "@sincro/client";
import * as fc from "fast-check";
import { origin, secrets } from "./installation.ts";
import { oddJson, oddKey, oddText, spoilt } from "./odd.ts";

const id = fc.constantFrom("11111111-1111-4111-8111-111111111111", "22222222-2222-4222-8222-222222222222");
const account = fc.constantFrom("default", "mexico", "a\u0000b", "💥");
const mode = fc.constantFrom("today", "7d", "month", "full");
const moment = fc.constantFrom(
  "2026-01-01",
  "2026-02-01T00:00:00+02:00",
  "0000-01-01",
  "9999-12-31",
  "0001-01-01T00:00:00Z",
);
const onConflict = fc.constantFrom("reject", "attach", "restart");
const yes = fc.constant(true);

/** Bodies as they should be, by what they ask for. */
const bodies = {
  start: { mode, account, onConflict, requestId: id, dryRun: fc.boolean() },
  window: { startDate: moment, endDate: moment, account, onConflict },
  resume: { resume: fc.oneof(yes, id), account },
  cancel: { forceCancel: yes, runId: id, groupId: id, sources: fc.constant(["stripe"]), reason: oddText },
  sweep: { sweep: yes, release: yes },
  test: { test: yes },
  session: { token: oddText, code: oddText },
  old: { fetchAll: fc.boolean(), resumeSync: yes, resumeSyncId: id, cleanupStale: yes, dry_run: fc.boolean() },
};
const keys = [...new Set(Object.values(bodies).flatMap((fields) => Object.keys(fields)))];
const good = fc
  .constantFrom(...Object.values(bodies))
  .chain((fields) => fc.record(fields as Record<string, fc.Arbitrary<unknown>>, { requiredKeys: [] }));

/** A body as text: JSON that is spoilt a little, with a key twice, nested without end, too large, or none at all. */
const text = fc.oneof(
  { arbitrary: fc.tuple(spoilt(good, keys)).map(([body]) => JSON.stringify(body)), weight: 8 },
  { arbitrary: good.map((body) => JSON.stringify(body)), weight: 8 },
  oddJson.map((value) => JSON.stringify(value)),
  fc.constantFrom(
    '{"mode":"7d","mode":{}}',
    '{"__proto__":{"mode":"7d"}}',
    '{"mode":"7d","__proto__":1}',
    "{",
    "",
    "\u0000",
  ),
  fc.constantFrom(
    '{"mode":1e999}',
    '{"mode":"7d"',
    "[".repeat(30_000),
    `{"account":${"[".repeat(9_000)}${"]".repeat(9_000)}}`,
  ),
  fc.constantFrom(`{"account":"${"x".repeat(70_000)}"}`, `"${"x".repeat(70_000)}`, '{"mode":"7d"}trailing'),
  fc.string({ unit: "binary" }),
);

const path = fc.oneof(
  { arbitrary: fc.constantFrom("sync-command-center", "fetch-stripe", "fetch-paypal", "sync-runs"), weight: 6 },
  fc.constantFrom(
    "sync-runs/policy",
    "session",
    "sync-runs/stream",
    "",
    "sync-runs/%00",
    "sync-runs/%ff",
    "fetch-nothing",
  ),
  id.map((run) => `sync-runs/${run}`),
  oddText.map((segment) => `sync-runs/${encodeURIComponent(segment.toWellFormed())}`),
  fc.webPath(),
);
const query = fc
  .array(
    fc.tuple(
      fc.oneof(fc.constantFrom("active", "source", "account", "groupId", "limit", "before"), oddKey),
      fc.oneof(
        oddText,
        fc.constantFrom("true", "1", "stripe", "50"),
        oddText.map((place) =>
          btoa(
            JSON.stringify(
              [place, "11111111-1111-4111-8111-111111111111"].map((one) => one.replaceAll(/[^\0-\xff]/g, "")),
            ),
          ),
        ),
      ),
    ),
    { maxLength: 3 },
  )
  .map((pairs) => new URLSearchParams(pairs.map(([key, value]) => [key, value.toWellFormed()])).toString());
const header = fc.string().map((value) => value.replaceAll(/[^\x20-\x7e]/g, ""));
const headers = fc.record(
  {
    authorization: fc.oneof(
      { arbitrary: fc.constant(`Bearer ${secrets.operatorToken}`), weight: 30 },
      header,
      header.map((token) => `Bearer ${token}`),
    ),
    "content-type": fc.oneof(
      { arbitrary: fc.constant("application/json"), weight: 30 },
      fc.constantFrom("application/json; charset=utf-16", "text/plain", "application/x+json", ""),
      header,
    ),
    "content-length": fc.constantFrom("0", "-1", "NaN", "99999999999999999999", "5"),
    origin: fc.oneof(
      { arbitrary: fc.constant(origin), weight: 40 },
      fc.constantFrom("null", "http://[::", "https://evil.example"),
      header,
    ),
    cookie: fc.oneof(
      header,
      header.map((value) => `sincro_session=${value}.${value}`),
    ),
    "x-forwarded-host": header,
  },
  { requiredKeys: ["authorization", "content-type", "origin"] },
);
const oddMethod = fc.constantFrom("HEAD", "OPTIONS", "PUT", "DELETE", "PATCH", "PROPFIND", "x", "GET", "POST");
const post = fc.constantFrom("sync-command-center", "fetch-stripe", "fetch-paypal", "session");
/** Method and path that belong together, mostly. */
const target = fc.oneof(
  { arbitrary: post.map((path) => ({ method: "POST", path })), weight: 10 },
  { arbitrary: path.map((path) => ({ method: "GET", path })), weight: 5 },
  { arbitrary: fc.record({ method: oddMethod, path }), weight: 2 },
);

/** One request, as data so that a counter-example can be read. */
export interface OddRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | undefined;
  /** Whether the body comes in pieces, without its length. */
  readonly inPieces: boolean;
}

export const oddRequest: fc.Arbitrary<OddRequest> = fc
  .record({ target, query, headers, text, inPieces: fc.boolean() })
  .map(({ target: { method, path }, query, headers, text, inPieces }) => ({
    method,
    url: `${origin}${basePath}/${path.replace(/^\//, "")}${query === "" ? "" : `?${query}`}`,
    headers: Object.fromEntries(Object.entries(headers).filter(([, value]) => value !== undefined)),
    body: method === "GET" || method === "HEAD" ? undefined : text,
    inPieces,
  }));

/** The request itself; null where no client could send it. */
export function requestOf({ method, url, headers, body, inPieces }: OddRequest): Request | null {
  const bytes = new TextEncoder().encode(body ?? "");
  const pieces = () =>
    new ReadableStream<Uint8Array>({
      start: (controller) => {
        for (let at = 0; at < bytes.length; at += 20_000) controller.enqueue(bytes.slice(at, at + 20_000));
        controller.close();
      },
    });
  try {
    const sent = body === undefined ? {} : { body: inPieces ? pieces() : bytes, duplex: "half" };
    return new Request(url, { method, headers: { ...headers }, ...sent });
  } catch {
    return null;
  }
}
