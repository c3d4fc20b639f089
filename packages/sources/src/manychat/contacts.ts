import { SourceError } from "../errors.ts";
import type { KnownContacts } from "../source.ts";

/**
 * What is known of people. Without it there is nobody to ask for: a run that ended well with nothing would say that
 * ManyChat has nobody, which nobody knows.
 *
 * @throws SourceError `contacts_missing`
 */
export function contactsOf({ contacts }: { readonly contacts: KnownContacts | undefined }): KnownContacts {
  if (contacts !== undefined) return contacts;
  const words = "ManyChat has no list of subscribers, and this worker was not given the contacts to look up";
  throw new SourceError("contacts_missing", words, { retryable: false });
}
