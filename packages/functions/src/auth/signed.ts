import { fromText, toText } from "./base64url.ts";

const hmac = { name: "HMAC", hash: "SHA-256" } as const;
const encoder = new TextEncoder();

/** What a signed text may be used for. A text signed for one purpose is worth nothing for another. */
export type Purpose = "session" | "hand-off";

/** Signs claims with a key: `claims.signature`, both in base64url. */
export async function sign(key: string, purpose: Purpose, claims: object): Promise<string> {
  const payload = toText(encoder.encode(JSON.stringify(claims)));
  const signature = await crypto.subtle.sign(
    hmac,
    await importKey(key, "sign"),
    encoder.encode(`${purpose}.${payload}`),
  );
  return `${payload}.${toText(new Uint8Array(signature))}`;
}

/** The claims of a text that {@link sign} made with this key for this purpose; null for any other text. */
export async function readSigned(key: string, purpose: Purpose, text: string): Promise<unknown> {
  const [payload = "", signature = "", ...rest] = text.split(".");
  const bytes = fromText(signature);
  const claims = fromText(payload);
  if (bytes === null || claims === null || rest.length > 0) return null;
  const signed = encoder.encode(`${purpose}.${payload}`);
  const valid = await crypto.subtle.verify(hmac, await importKey(key, "verify"), bytes, signed);
  return valid ? JSON.parse(new TextDecoder().decode(claims)) : null;
}

function importKey(key: string, use: "sign" | "verify"): Promise<CryptoKey> {
  return crypto.subtle.importKey("raw", encoder.encode(key), hmac, false, [use]);
}
