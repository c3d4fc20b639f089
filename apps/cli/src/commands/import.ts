import { basename } from "node:path";
import { connectPostgres } from "@sincro/store/postgres";
import { isEmbeddedInUse } from "@sincro/store/server";
import { CsvBroken } from "../import/csv.ts";
import { emptyReceipt, HeaderUnknown, importFile, type Receipt } from "../import/import-file.ts";
import { encodingOf } from "../import/text-of.ts";
import { type ExitCode, exitCodes, UsageError } from "../output/exit-codes.ts";
import type { Terminal, Texts } from "../output/terminal.ts";
import { openDatabase } from "../stack/database.ts";
import type { Home } from "../stack/home.ts";
import type { Context } from "./context.ts";

/** So many skipped rows are named. */
const shown = 20;

/**
 * `sincro import manychat <file> [--account …]`: brings in an exported CSV and prints a receipt; exit code 1 when rows
 * were left out, 2 when the file cannot be read.
 */
export async function importCsv(
  { home, terminal }: Context,
  source: string,
  file: string,
  { account = "default" }: { readonly account?: string },
): Promise<ExitCode> {
  const { cli } = terminal.texts;
  if (source !== "manychat") throw new UsageError(cli.import.onlyManychat(source));
  if (account.length < 1 || account.length > 200) throw new UsageError(cli.import.badAccount);
  const receipt = emptyReceipt();
  try {
    const encoding = await encodingOf(file);
    if (encoding === "windows-1252") terminal.log(cli.import.notUtf8);
    await withDatabase(home, terminal.log, async (url) => {
      const store = connectPostgres(url);
      try {
        await importFile({ store, account, file, encoding, receipt });
      } finally {
        await store.close();
      }
    });
  } catch (error) {
    // What was written is there, and counts as the same when the file is imported again.
    if (receipt.rows > 0) print(receipt, file, terminal);
    throw asUsage(error, file, terminal.texts);
  }
  print(receipt, file, terminal);
  return receipt.skipped.length === 0 ? exitCodes.done : exitCodes.failed;
}

/** The installation's database, migrated; beside a server that runs the embedded one, that one. */
async function withDatabase(home: Home, log: (line: string) => void, work: (url: string) => Promise<void>) {
  const database = await openDatabase(home, log).catch((error: unknown) => {
    if (isEmbeddedInUse(error) && error.url !== undefined) return { url: error.url, stop: async () => {} };
    throw error;
  });
  try {
    await work(database.url);
  } finally {
    await database.stop();
  }
}

function asUsage(error: unknown, file: string, { cli }: Texts): unknown {
  if (error instanceof CsvBroken) return new UsageError(cli.import.broken(error.line));
  if (error instanceof HeaderUnknown) return new UsageError(cli.import.noId(error.header.join(", ").slice(0, 300)));
  const { code, syscall } = error as NodeJS.ErrnoException;
  const ofTheFile = code !== undefined && ["open", "read"].includes(syscall ?? "");
  return ofTheFile ? new UsageError(cli.import.noFile(file, code)) : error;
}

function print(receipt: Receipt, file: string, { print, texts: { cli } }: Terminal): void {
  const { rows, inserted, updated, unchanged, skipped } = receipt;
  print(cli.import.receipt(basename(file), { rows, inserted, updated, unchanged, skipped: skipped.length }));
  for (const { line, reason, before = 0 } of skipped.slice(0, shown))
    print(cli.import.line(line, cli.import.reasons[reason](before)));
  if (skipped.length > shown) print(cli.import.more(skipped.length - shown));
}
