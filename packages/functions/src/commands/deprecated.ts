/** When the older keys were deprecated (RFC 9745: seconds since 1970): 1 December 2026. */
const since = "@1796083200";

/** Says in the answer's headers which of the older keys the caller used. */
export function deprecated(
  response: Response,
  { deprecated: keys }: { readonly deprecated: readonly string[] },
): Response {
  if (keys.length > 0) {
    response.headers.set("deprecation", since);
    response.headers.set("sincro-deprecated", keys.join(", "));
  }
  return response;
}
