import { createHmac } from "node:crypto";

/** What a receiver of a webhook checks (Standard Webhooks): who sent it, when, and that nobody changed it. */
export interface SignedHeaders {
  /** The same at each try: whoever has seen it has seen this alert. */
  readonly "webhook-id": string;
  /** Seconds since 1970. */
  readonly "webhook-timestamp": string;
  /** `v1,` and the HMAC-SHA256 of `id.timestamp.body` in base64. */
  readonly "webhook-signature": string;
}

/** Signs a body with a secret like `whsec_` + base64. */
export function signed(secret: string, id: string, body: string, nowMs: number): SignedHeaders {
  const timestamp = String(Math.floor(nowMs / 1000));
  const key = Buffer.from(secret.replace(/^whsec_/, ""), "base64");
  const mac = createHmac("sha256", key).update(`${id}.${timestamp}.${body}`).digest("base64");
  return { "webhook-id": id, "webhook-timestamp": timestamp, "webhook-signature": `v1,${mac}` };
}
