import type { KnownContacts } from "@sincro/sources";
import type { RunStore, Scope } from "@sincro/store";

/** What the installation knows of people, as a source of this scope may ask for it. */
export function knownTo(store: RunStore, { source, account }: Scope): KnownContacts {
  return {
    others: (after, limit) => store.knownContacts({ source, account, after, limit }),
    own: (object, after, limit) => store.knownIds({ source, account, object, after, limit }),
  };
}
