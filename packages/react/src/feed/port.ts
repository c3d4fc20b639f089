import type { Client } from "@sincro/client";

/** Where runs are read from: the HTTP functions, or whatever else answers in the same words (Realtime, a test). */
export type RunFeed = Pick<Client, "runs" | "run" | "policy" | "stream">;

/** What an operator can do. */
export type SyncActions = Pick<Client, "syncAll" | "sync" | "resume" | "cancel" | "sweep" | "test">;

/** Who is signed in. */
export type Session = Pick<Client, "signIn">;
