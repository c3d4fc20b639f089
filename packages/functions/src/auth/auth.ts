import type { SessionRequest } from "@sincro/client/contract";

/** Who asks: `actor` is the name in `started_by` and in the history. */
export interface Operator {
  readonly actor: string;
  /** A bearer token, the cookie of a session, or the token of a scheduler, who may only have things swept. */
  readonly via: "token" | "session" | "cron";
  /** When what lets them in ends (ISO 8601): a session, or a token of its own lifetime; null when it has no end. */
  readonly expiresAt: string | null;
}

/**
 * Why nobody is let in: 401 without or with wrong credentials, 403 with too little right, 503 when nobody can tell at
 * the moment.
 */
export type AuthRefusal = "unauthenticated" | "forbidden" | "auth_unreachable";

/** Who asks, or why nobody is let in. */
export type AuthAnswer =
  | { readonly kind: "operator"; readonly operator: Operator }
  | { readonly kind: "refused"; readonly code: AuthRefusal; readonly detail: string };

/** A session that begins: who, until when, and what the cookie holds. */
export interface NewSession {
  readonly actor: string;
  readonly expiresAt: string;
  readonly token: string;
}

/** Who may call: `operatorAuth` for an installation of one's own, `supabaseAuth` on Supabase. */
export interface Auth {
  authenticate(request: Request): Promise<AuthAnswer>;
  /** Exchanges a code or a token for a session; null when it is not valid. Absent where nobody signs in by cookie. */
  readonly signIn?: ((request: SessionRequest) => Promise<NewSession | null>) | undefined;
}
