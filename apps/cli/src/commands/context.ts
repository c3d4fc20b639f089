import type { Terminal } from "../output/terminal.ts";
import type { Home } from "../stack/home.ts";

/** What every command is given. */
export interface Context {
  readonly home: Home;
  readonly terminal: Terminal;
}
