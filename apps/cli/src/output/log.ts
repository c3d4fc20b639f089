import type { Config } from "@sincro/functions";
import { redact } from "@sincro/worker";
import type { Terminal } from "./terminal.ts";

/** What a line of the log is about, for programs. */
interface LogFields {
  /** `info` when absent. */
  readonly level?: "info" | "warn" | "error" | undefined;
  /** A word for the kind of event, e.g. `sweep`. */
  readonly event?: string | undefined;
  readonly [name: string]: string | number | undefined;
}

/** Writes a line of the log, in English. */
export type Log = (line: string, fields?: LogFields) => void;

/** Where a log goes. */
export interface LogOptions {
  readonly config: Pick<Config, "log" | "secrets">;
  /** Whether a person watches standard error. */
  readonly watched: boolean;
  readonly now?: (() => Date) | undefined;
}

/**
 * The log of a server, on standard error: lines for people where one watches, else an object for each event, as log
 * collectors read them. Nothing in it holds a secret.
 */
export function serverLog(terminal: Pick<Terminal, "log">, options: LogOptions): Log {
  const { config, watched, now = () => new Date() } = options;
  const clean = (text: string) => redact(text, config.secrets);
  const json = config.log === undefined ? !watched : config.log === "json";
  return (line, { level = "info", ...fields } = {}) => {
    if (!json) return terminal.log(clean(line));
    const told = Object.entries(fields).map(([name, value]) => [
      name,
      typeof value === "string" ? clean(value) : value,
    ]);
    terminal.log(
      JSON.stringify({ time: now().toISOString(), level, message: clean(line), ...Object.fromEntries(told) }),
    );
  };
}
