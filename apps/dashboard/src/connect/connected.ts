import type { Client } from "@sincro/client";
import type { RunFeed, Session } from "@sincro/react";

/** What the page talks to. Which module makes it is decided when the page is built: see `vite.config.ts`. */
export interface Connected {
  readonly actions: Client;
  readonly feed: RunFeed;
  readonly session: Session;
  /** Why a sign-in link was refused. */
  readonly signInError: string | null;
}
