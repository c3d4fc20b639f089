import type { Subscriber } from "./subscriber.ts";

/** A field by which a subscriber is known. */
type MetField = "id" | "email" | "phone";

/**
 * Whom a slice has asked for and met, so that it asks for nobody twice: a look-up by e-mail brings the phone, too, and
 * the id. A later slice knows nothing of it; what it asks again is stored once.
 */
export interface Met {
  /** Whether this was asked for before; from now on it was. */
  asked(field: MetField, value: string): boolean;
  /** Whether a subscriber who was met has this. */
  knows(field: MetField, value: string): boolean;
  /** Remembers subscribers; answers those of them who are new. */
  add(found: readonly Subscriber[]): Subscriber[];
}

/** Nobody was met yet. */
export function createMet(): Met {
  const asked = new Set<string>();
  const known = new Set<string>();
  const keyOf = (field: MetField, value: string) => `${field} ${value.trim().toLowerCase()}`;

  function isNew({ id, email, phone }: Subscriber): boolean {
    const fresh = !known.has(keyOf("id", id));
    known.add(keyOf("id", id));
    if (email) known.add(keyOf("email", email));
    if (phone) known.add(keyOf("phone", phone));
    return fresh;
  }

  return {
    asked(field, value) {
      const before = asked.has(keyOf(field, value));
      asked.add(keyOf(field, value));
      return before;
    },
    knows: (field, value) => known.has(keyOf(field, value)),
    add: (found) => found.filter(isNew),
  };
}
