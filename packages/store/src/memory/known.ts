import { StoreError } from "../errors.ts";
import type { KnownPerson, KnownRequest, Scope } from "../port.ts";
import { personOf } from "./people.ts";
import type { Tables } from "./tables.ts";

/** The first keys after one, and the cursor of the last where there are more. */
function pageOf(keys: Iterable<string>, after: string, limit = 100) {
  const size = Math.trunc(Math.min(Math.max(limit, 1), 1_000));
  const found = [...new Set(keys)].filter((key) => key > after).sort((a, b) => (a < b ? -1 : 1));
  return { shown: found.slice(0, size), next: found.length > size ? (found[size - 1] ?? null) : null };
}

const first = (keys: readonly string[]): string | null =>
  keys.reduce<string | null>((a, b) => (a && a < b ? a : b), null);

/** Who is known to other sources, and which of a person's phones goes with which e-mail. */
function others(tables: Tables, { source, account }: Scope) {
  const people = [...tables.records.values()]
    .filter((record) => record.source !== source && record.account === account && record.missing_at === null)
    .map(personOf);
  const emails = people.flatMap((person) => person.email ?? []);
  const phones = people.flatMap((person) => person.phone ?? []);
  const emailWith = (phone: string) => first(people.flatMap((one) => (one.phone === phone ? (one.email ?? []) : [])));
  const phoneWith = (email: string) =>
    first(
      people.flatMap((one) => (one.email === email && one.phone && emailWith(one.phone) === email ? one.phone : [])),
    );
  return { emails, phones, emailWith, phoneWith };
}

/** One page of the people whom other sources know. */
export function knownContacts(tables: Tables, { after, limit, ...scope }: KnownRequest) {
  const { emails, phones, emailWith, phoneWith } = others(tables, scope);
  const cursor = after ?? "e";
  if (!/^[ep]/.test(cursor)) throw new StoreError("store_rejected", "`after` is not the `next` of known contacts");
  if (cursor.startsWith("e")) {
    const { shown, next } = pageOf(emails, cursor.slice(1), limit);
    const contacts: KnownPerson[] = shown.map((email) => ({ email, phone: phoneWith(email) }));
    return { contacts, next: next === null ? "p" : `e${next}` };
  }
  const { shown, next } = pageOf(phones, cursor.slice(1), limit);
  const alone = (phone: string) => {
    const email = emailWith(phone);
    return email === null || phoneWith(email) !== phone;
  };
  const contacts: KnownPerson[] = shown.filter(alone).map((phone) => ({ email: null, phone }));
  return { contacts, next: next === null ? null : `p${next}` };
}

/** One page of the ids of a scope's own records of an object. */
export function knownIds(tables: Tables, { source, account, object, after, limit }: KnownRequest & { object: string }) {
  const own = [...tables.records.values()].filter(
    (record) =>
      record.source === source && record.account === account && record.object === object && record.missing_at === null,
  );
  const { shown, next } = pageOf(
    own.map((record) => record.external_id),
    after ?? "",
    limit,
  );
  return { ids: shown, next };
}
