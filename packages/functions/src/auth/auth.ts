import type { SessionRequest } from "@sincro/client/contract";

/** Who asks: `actor` is the name in `started_by` and in the history. */
export interface Operator {
  readonly actor: string;
  /** A bearer token, the cookie of a session, or the token of a scheduler, who may only have things swept. */
  readonly via: "token" | "session" | "cron";
  /** When the session ends (ISO 8601); null when this is no session. */
  readonly expiresAt: string | null;
}

/** Who asks, or why nobody is let in: 401 without or with wrong credentials, 403 with too little right. */
export type AuthAnswer =
  | { readonly kind: "operator"; readonly operator: Operator }
  | { readonly kind: "refused"; readonly code: "unauthenticated" | "forbidden"; readonly detail: string };

/** A session that begins: who, until when, and what the cookie holds. */
export interface NewSession {
  readonly actor: string;
  readonly expiresAt: string;
  readonly token: string;
}

/** Who may call. Supabase's JWTs and hand-off tokens are further adapters of this port. */
export interface Auth {
  authenticate(request: Request): Promise<AuthAnswer>;
  /** Exchanges a code or a token for a session; null when it is not valid. Absent where nobody signs in by cookie. */
  readonly signIn?: ((request: SessionRequest) => Promise<NewSession | null>) | undefined;
}
