/** Where a request comes from, as its `Origin` header says: browsers send it with every write and across origins. */
export type OriginOf =
  /** No header: not a page, or a page's own read. */
  | { readonly kind: "none" }
  /** A page that this host served. */
  | { readonly kind: "own"; readonly origin: string }
  /** A page on the list. */
  | { readonly kind: "allowed"; readonly origin: string }
  | { readonly kind: "foreign"; readonly origin: string };

/** Sorts a request by its origin. Only hosts are compared with our own: a proxy may speak https in our place. */
export function originOf(request: Request, allowed: readonly string[]): OriginOf {
  const origin = request.headers.get("origin");
  if (origin === null) return { kind: "none" };
  if (allowed.includes(origin)) return { kind: "allowed", origin };
  const own = URL.canParse(origin) && new URL(origin).host === new URL(request.url).host;
  return { kind: own ? "own" : "foreign", origin };
}

/** How long a browser may remember a preflight, in seconds. */
const preflightAge = 600;

/** The headers by which a browser lets an allowed page read the answer. */
export function corsHeaders(from: OriginOf): Record<string, string> {
  const vary = { vary: "Origin" };
  if (from.kind !== "own" && from.kind !== "allowed") return vary;
  return {
    ...vary,
    "access-control-allow-origin": from.origin,
    "access-control-expose-headers": "deprecation, sincro-deprecated, retry-after, www-authenticate",
  };
}

/** The answer to `OPTIONS`. An allowed page may send any header: which ones client libraries add changes with them. */
export function preflight(request: Request, from: OriginOf, methods: string): Response {
  const headers = new Headers({ allow: methods });
  if (from.kind === "own" || from.kind === "allowed") {
    headers.set("access-control-allow-methods", methods);
    headers.set("access-control-max-age", String(preflightAge));
    const wanted = request.headers.get("access-control-request-headers");
    if (wanted !== null && /^[\w\-, ]*$/.test(wanted)) headers.set("access-control-allow-headers", wanted);
  }
  return new Response(null, { status: 204, headers });
}
