import type { ManychatFake } from "./fake.ts";

/** Any instant will do; all tests of this folder stand at this one. */
export const noon = Date.UTC(2026, 10, 24, 12);

/** Asks in process, with the right key. */
export function ask(manychat: ManychatFake, path: string, headers: Record<string, string> = {}): Promise<Response> {
  return manychat.fetch(`https://api.manychat.com${path}`, {
    headers: { authorization: `Bearer ${manychat.key}`, ...headers },
  });
}

/** The path that looks somebody up. */
export function find(field: string, value: string): string {
  return `/fb/subscriber/findBySystemField?${new URLSearchParams({ [field]: value })}`;
}
