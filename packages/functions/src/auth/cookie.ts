const name = "sincro_session";

/** The session cookie of a request, or null. */
export function sessionCookie(headers: Headers): string | null {
  for (const pair of (headers.get("cookie") ?? "").split(";")) {
    const [key, ...value] = pair.trim().split("=");
    if (key === name) return value.join("=");
  }
  return null;
}

/**
 * The `Set-Cookie` of a session: no script can read it, no other site's page can send it. An empty token ends the
 * session. `Secure` wherever the page itself came by https; localhost has none.
 */
export function setSessionCookie(request: Request, token: string, maxAgeS: number): string {
  const secure = new URL(request.url).protocol === "https:" || request.headers.get("origin")?.startsWith("https:");
  return `${name}=${token}; Path=/; Max-Age=${maxAgeS}; HttpOnly; SameSite=Strict${secure ? "; Secure" : ""}`;
}
