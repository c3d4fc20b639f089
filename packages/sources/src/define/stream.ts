import type { Json, SourceRecord } from "@sincro/machine";
import type * as z from "zod";
import type { KnownContacts } from "../source.ts";

/** A stretch of time, in Unix milliseconds: from `from` on, and before `to`. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** How the window of a run is cut into tasks that are worked on side by side. */
export interface Windows {
  /** Where a run since ever begins, in Unix milliseconds: a number, or how far back the provider reaches from `to`. */
  readonly earliest: number | { readonly backMs: number };
  /** In which order pages come. */
  readonly order: "newest first" | "oldest first";
  /** The longest span that the provider takes in one request, in milliseconds; any when absent. */
  readonly longestMs?: number | undefined;
  /** How much earlier than its window a run begins, in milliseconds: data that the provider shows late. */
  readonly lookBackMs?: number | undefined;
  /**
   * Whether a task may be divided while it is worked on, so that idle hands help: its pages must say the time of each
   * record (`times`) and its requests be bound by `task.span` as it is at the time of asking. Bounds are whole seconds.
   */
  readonly divisible?: boolean | undefined;
}

/** A part of a stream that is not read to its end yet. */
export interface Task<Cursor> {
  /** The time that it is about, as of now: it may shrink between two pages. Null for streams without windows. */
  readonly span: Span | null;
  /** Where the last committed page left it; null at the beginning. */
  readonly cursor: Cursor | null;
}

/** One page of a task. */
export interface StreamPage<Cursor> {
  readonly records: readonly SourceRecord[];
  /** When each record is, in Unix milliseconds, by the clock that `span` is about: for streams that are `divisible`. */
  readonly times?: readonly number[] | undefined;
  /** Where the next page begins; null only when the provider itself said that this is the last one. */
  readonly next: Cursor | null;
  /** Instead of records: the provider has too much in this span. It is halved, and both halves are read. */
  readonly tooMuch?: true | undefined;
  /** Until when the provider's own data reaches, in Unix milliseconds, where that is before the span's end. */
  readonly horizon?: number | undefined;
  /** How many records the task will have in all, only where the provider says so. */
  readonly total?: number | undefined;
}

/** What a stream's pages are fetched with. */
export interface StreamContext<Client> {
  readonly client: Client;
  /** The whole run's window; `from` is null in a run since ever. */
  readonly run: { readonly from: number | null; readonly to: number };
  /** The streams that are wanted; those that are `implied` are not among them. */
  readonly streams: readonly string[];
  /** Aborted when the slice is over. */
  readonly signal: AbortSignal;
  readonly contacts: KnownContacts | undefined;
}

/** One list of a provider. */
export interface Stream<Client, Cursor extends Json = Json> {
  /** The `object` column of its records; several where they come mixed. */
  readonly object: string | readonly string[];
  /** What a cursor of it is: those of former slices are read by it. */
  readonly cursor: z.ZodType<Cursor>;
  /** How its time is cut; absent: it has no windows. */
  readonly windows?: Windows | undefined;
  /** Only in runs since ever, or only in the others; in all when absent. */
  readonly only?: "full" | "windowed" | undefined;
  /**
   * Nobody asks for it by its name: it tells of changes to the others, is read whichever of them are wanted, and the
   * manifest does not list it.
   */
  readonly implied?: boolean | undefined;
  /** How many records a full page has; 100 when absent. */
  readonly pageSize?: number | undefined;
  /** Whether a run since ever sees all that the provider has of it: what it did not see is marked missing. */
  readonly whole?: boolean | undefined;
  /**
   * Fetches the pages of a task, from its cursor on, one for each `yield`, until one whose `next` is null.
   *
   * @throws SourceError
   */
  pages(task: Task<Cursor>, context: StreamContext<Client>): AsyncGenerator<StreamPage<Cursor>, void, undefined>;
}
