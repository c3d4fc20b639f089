import { SourceError } from "../errors.ts";
import { firstNew, type OffsetCursor, type OffsetPage, overlap } from "./offset-cursor.ts";

/** How often a list may be begun anew before its run gives up for now. */
const mostRounds = 5;
/** How often a page may have nothing new before it counts as a loop. */
const mostTries = 6;

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
  const usual = done - anchors.length;
  for (let [offset, nothing, unknown] = [usual, 0, 0]; ; ) {
    const answer = await ask(list, offset, cursor);
    const { first, rows } = answer;
    if (first === null) {
      unknown += 1;
      if (unknown % 2 === 1) continue; // perhaps a slip: it is asked for once more
      if (offset === 0) return beginAnew(list, cursor);
      offset = Math.max(0, offset - list.pageSize + overlap);
    } else if (first < rows.length || isEnd(answer, anchors)) {
      return newRows(list, answer, first, cursor);
    } else {
      // Nothing new: a slip, or so many rows were inserted before it that what follows is further on.
      nothing += 1;
      if (nothing === mostTries) throw stuck(list.what);
      offset = offset === usual ? offset + rows.length - overlap : usual;
    }
  }
}

interface Answer<Row> extends OffsetPage<Row> {
  readonly offset: number;
  readonly first: number | null;
}

async function ask<Row>(list: OffsetList<Row>, offset: number, cursor: OffsetCursor): Promise<Answer<Row>> {
  const page = await list.fetch(offset);
  return { ...page, offset, first: firstNew(page.rows.map(list.idOf), cursor) };
}

/** Nothing but rows that are known, and no more behind them. */
function isEnd<Row>({ rows, offset, total }: Answer<Row>, anchors: readonly string[]): boolean {
  return rows.length <= anchors.length && offset + rows.length >= total;
}

async function beginAnew<Row>(list: OffsetList<Row>, [, , rounds]: OffsetCursor): Promise<NewRows<Row>> {
  if (rounds === mostRounds) throw restless(list.what);
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
