import { isApiError } from "@sincro/client";
import { isConfigError } from "@sincro/functions";
import { sentenceOf } from "@sincro/react/texts";
import { isStoreError } from "@sincro/store";
import { isMigrationError } from "@sincro/store/migrations";
import { isEmbeddedFailed, isEmbeddedInUse } from "@sincro/store/server";
import { PortTaken } from "../serve/listen.ts";
import { type ExitCode, exitCodes, UsageError } from "./exit-codes.ts";
import type { Terminal } from "./terminal.ts";

/** Tells a person why a command ended, and what to do; answers the exit code. Nothing shown holds a secret. */
export function explain(error: unknown, { log, texts: { t, cli } }: Terminal): ExitCode {
  if (isConfigError(error)) {
    log(cli.configWrong);
    for (const { variable, expected } of error.issues) log(cli.expected(variable, expected));
    return exitCodes.usage;
  }
  if (error instanceof UsageError) {
    log(error.message);
    return exitCodes.usage;
  }
  if (isApiError(error)) {
    log(sentenceOf(error.code, t));
    log(`  ${error.detail}`);
    return exitCodes.failed;
  }
  if (isStoreError(error)) {
    log(sentenceOf(error.code, t));
    log(`  ${error.message}`);
    return exitCodes.failed;
  }
  if (isKnown(error)) {
    log(error.message);
    if (isOlderTable(error)) log(cli.adopt.first);
    return exitCodes.failed;
  }
  const code = (error as { code?: unknown } | null)?.code;
  if (typeof code === "string" && /^(E[A-Z]+|28\w{3}|3D000)$/.test(code)) {
    // No connection to the database: the driver's own words name host and cause, never the password.
    log(sentenceOf("store_unreachable", t));
    log(`  ${code}: ${(error as Error).message}`);
    return exitCodes.failed;
  }
  throw error;
}

/** The first migration makes the tables: one of them was there already. */
function isOlderTable(error: Error): boolean {
  if (!isMigrationError(error) || error.code !== "migration_failed") return false;
  return error.migration.startsWith("0001-") && (error.cause as { code?: unknown } | undefined)?.code === "42P07";
}

function isKnown(error: unknown): error is Error {
  return isEmbeddedInUse(error) || isEmbeddedFailed(error) || isMigrationError(error) || error instanceof PortTaken;
}
