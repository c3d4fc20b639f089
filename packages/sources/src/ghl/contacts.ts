import type { Span, Stream, StreamPage, Windows } from "../define/stream.ts";
import { type GhlApi, mostContacts } from "./api.ts";
import { type ContactCursor, contactCursor, contactRecord, searchContacts } from "./contact-page.ts";
import { earliest, indexLagMs } from "./time.ts";

const windows = { earliest, order: "oldest first", lookBackMs: indexLagMs } as const satisfies Windows;

/**
 * Contacts. A run of a window has those that changed in it; one that changes again meanwhile leaves the window and
 * belongs to the next run. A run since ever goes by the date at which they were added, which never changes: so none
 * can pass by, from a part that is yet to be read to one that has been.
 */
export const contacts: Stream<GhlApi, ContactCursor> = {
  object: "contact",
  cursor: contactCursor,
  windows: { ...windows, divisible: true },
  pageSize: mostContacts.told,
  whole: true,
  async *pages(task, { client, run }) {
    const field = run.from === null ? "dateAdded" : "dateUpdated";
    for (let [after, first] = [task.cursor, true]; ; first = false) {
      const span = task.span as Span;
      // The first page says how many the task has, so it is about the task alone.
      const page = await searchContacts(client, { field, span, after, until: first ? span.to : run.to });
      const { times, next, total } = page;
      yield { records: page.contacts.map(contactRecord), times, next, total: (first && total) || undefined };
      if (next === null) return;
      after = next;
    }
  },
};

/**
 * Contacts that never were given a date of change, which no search by it finds: in a run of a window those that were
 * added in it.
 */
export const undatedContacts: Stream<GhlApi, ContactCursor> = {
  object: "contact",
  cursor: contactCursor,
  windows,
  pageSize: mostContacts.told,
  only: "windowed",
  implied: true,
  async *pages(task, { client, streams }): AsyncGenerator<StreamPage<ContactCursor>, void, undefined> {
    if (!streams.includes("contacts")) return yield { records: [], next: null };
    for (let after = task.cursor; ; ) {
      const { contacts: added, next } = await searchContacts(client, {
        field: "dateAdded",
        span: task.span as Span,
        after,
      });
      yield { records: added.filter(({ dateUpdated }) => dateUpdated == null).map(contactRecord), next };
      if (next === null) return;
      after = next;
    }
  },
};
