import { toText } from "./base64url.ts";

const encoder = new TextEncoder();

/** Whether two secrets are the same, in a time that tells nothing about them: their digests are compared to the end. */
export async function sameSecret(a: string, b: string): Promise<boolean> {
  const [left, right] = await Promise.all([digest(a), digest(b)]);
  return left.reduce((difference, byte, at) => difference | (byte ^ (right[at] ?? 0)), 0) === 0;
}

async function digest(text: string): Promise<Uint8Array> {
  return new Uint8Array(await crypto.subtle.digest("SHA-256", encoder.encode(text)));
}

/** 256 random bits as text that an address can carry. */
export function randomSecret(): string {
  return toText(crypto.getRandomValues(new Uint8Array(32)));
}
