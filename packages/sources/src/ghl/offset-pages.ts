import { SourceError } from "../errors.ts";
import { firstNew, type OffsetCursor, type OffsetPage, overlap } from "./offset-cursor.ts";

/** How often a list may be begun anew before its run gives up for now. */
const mostRounds = 5;

interface OffsetList<Row> {
  /** What it is called in errors, e.g. `GoHighLevel: GET /payments/transactions`. */
  readonly what: string;
  readonly pageSize: number;
  idOf(row: Row): string;
  fetch(offset: number): Promise<OffsetPage<Row>>;
}

/** The rows of one page that were not read before. */
export interface NewRows<Row> {
  readonly rows: readonly Row[];
  readonly total: number;
  readonly next: OffsetCursor | null;
}

/**
 * Reads a list that is only asked for by the number of rows to skip, while rows may come and go. Each page repeats
 * the last rows of the one before: whatever follows a row that is known was not read yet. Where none of them shows,
 * rows went missing before them; then it steps back until one does, in the end to the beginning. So a row may come
 * twice, and none is passed over.
 *
 * @throws SourceError `cursor_stuck` when the same page comes again and again
 */
export async function* offsetPages<Row>(
  list: OffsetList<Row>,
  from: OffsetCursor | null,
): AsyncGenerator<NewRows<Row>, void, undefined> {
  for (let cursor = from ?? [0, [], 0]; ; ) {
    const page = await following(list, cursor);
    yield page;
    if (page.next === null) return;
    cursor = page.next;
  }
}

async function following<Row>(list: OffsetList<Row>, cursor: OffsetCursor): Promise<NewRows<Row>> {
  const [done, anchors] = cursor;
  const begin = done - anchors.length;
  const asked = await ask(list, begin, cursor);
  // What has no row that is known, or none that is new, may be a slip: it is asked for once more.
  const again = asked.first === null || repeats(asked, cursor) ? await ask(list, begin, cursor) : asked;
  if (again.first === null) return steppingBack(list, begin, cursor);
  if (repeats(again, cursor)) throw stuck(list.what);
  return newRows(list, again, again.first, cursor);
}

interface Answer<Row> extends OffsetPage<Row> {
  readonly offset: number;
  readonly first: number | null;
}

async function ask<Row>(list: OffsetList<Row>, offset: number, cursor: OffsetCursor): Promise<Answer<Row>> {
  const page = await list.fetch(offset);
  return { ...page, offset, first: firstNew(page.rows.map(list.idOf), cursor) };
}

/** A page that goes on behind the overlap and has nothing new: an earlier page once more. */
function repeats<Row>({ rows, first }: Answer<Row>, [, anchors]: OffsetCursor): boolean {
  return anchors.length > 0 && first === rows.length && rows.length > anchors.length;
}

async function steppingBack<Row>(list: OffsetList<Row>, begin: number, cursor: OffsetCursor): Promise<NewRows<Row>> {
  for (let offset = begin; offset > 0; ) {
    offset = Math.max(0, offset - list.pageSize + overlap);
    const answer = await ask(list, offset, cursor);
    if (answer.first !== null) return newRows(list, answer, answer.first, cursor);
  }
  const [, , rounds] = cursor;
  if (rounds >= mostRounds) throw restless(list.what);
  const anew: OffsetCursor = [0, [], rounds + 1];
  return newRows(list, await ask(list, 0, anew), 0, anew);
}

function newRows<Row>(
  { idOf }: OffsetList<Row>,
  { rows, total, offset }: Answer<Row>,
  first: number,
  [, , rounds]: OffsetCursor,
): NewRows<Row> {
  const reached = offset + rows.length;
  const next: OffsetCursor = [reached, rows.slice(-overlap).map(idOf), rounds];
  return { rows: rows.slice(first), total, next: reached >= total ? null : next };
}

function stuck(what: string): SourceError {
  return new SourceError("cursor_stuck", `${what} gives the same page again and again`, { retryable: false });
}

function restless(what: string): SourceError {
  return new SourceError("provider_unavailable", `${what} changes faster than it can be read`, { retryable: true });
}
