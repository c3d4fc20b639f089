import type { Client } from "@sincro/client";

/** Where runs are read from: the HTTP functions, or whatever else answers in the same words (Realtime, a test). */
export type RunFeed = Pick<Client, "runs" | "run" | "policy" | "stream">;

/** What an operator can do. */
export type SyncActions = Pick<Client, "syncAll" | "sync" | "resume" | "cancel" | "sweep" | "test">;

/** Signs in by the operator's key; see {@link Client.signIn}. */
export type KeySession = Pick<Client, "signIn">;

/** Signs in by e-mail and password, as on Supabase. */
export interface PasswordSession {
  /** @throws ApiError with status 401 when they are refused, or with the code of what is wrong */
  signInWithPassword(given: { readonly email: string; readonly password: string }): Promise<void>;
}

/** How one signs in. */
export type Session = KeySession | PasswordSession;
