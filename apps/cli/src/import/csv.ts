import { Readable } from "node:stream";
import { CsvError, parse } from "csv-parse";
import { type Encoding, textOf } from "./text-of.ts";

/** One row: its cells, and the line on which it begins. */
export interface Row {
  readonly line: number;
  readonly cells: readonly string[];
}

/** Thrown where a file is no CSV any more: a quote that nobody closes, for example. */
export class CsvBroken extends Error {
  override readonly name = "CsvBroken";
  readonly code = "csv_broken";
  readonly line: number;

  constructor(line: number) {
    super(`the file is not readable as CSV from line ${line} on`);
    this.line = line;
  }
}

/** More than any row of an export has, in bytes: a quote that is never closed must not read the rest into memory. */
const longestRow = 1_000_000;
const delimiters = [",", ";", "\t"] as const;

/**
 * The rows of a CSV file as RFC 4180 has them and as spreadsheets write them: commas, semicolons or tabs, quotes, line
 * breaks in cells, quotes in the middle of a cell; empty lines are passed over. The header is the first row.
 *
 * @throws CsvBroken; the file system's error
 */
export async function* rowsOf(file: string, encoding: Encoding): AsyncGenerator<Row, void, undefined> {
  const delimiter = await delimiterOf(textOf(file, encoding));
  const begins: number[] = [];
  let end = 0;
  const parser = parse({
    delimiter,
    max_record_size: longestRow,
    // Told of each row as it is read: rows that wait to be taken are lost when what follows is broken.
    on_record(cells, { lines }) {
      end = lines;
      begins.push(lines - breaksIn(cells));
      return cells;
    },
    record_delimiter: "\n",
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
  });
  const source = Readable.from(textOf(file, encoding));
  source.on("error", (error) => parser.destroy(error)).pipe(parser);
  try {
    for await (const cells of parser as AsyncIterable<string[]>) yield { line: begins.shift() as number, cells };
  } catch (error) {
    throw error instanceof CsvError ? new CsvBroken(end + 1) : error;
  } finally {
    source.destroy();
  }
}

const breaksIn = (cells: readonly string[]) => cells.join("").split("\n").length - 1;

/** What stands most often in the header, outside of quotes. */
async function delimiterOf(text: AsyncIterable<string>): Promise<string> {
  let header = "";
  for await (const piece of text) {
    header = (header + piece).trimStart();
    if (header.includes("\n") || header.length > longestRow) break;
  }
  const [first = ""] = header.split("\n");
  const bare = first.replaceAll(/"[^"]*"/g, "");
  const times = (one: string) => bare.split(one).length - 1;
  return delimiters.reduce((best, one) => (times(one) > times(best) ? one : best));
}
