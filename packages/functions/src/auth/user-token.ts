import { decodeProtectedHeader, errors, type JWTPayload, jwtVerify } from "jose";
import { type ProjectKeysOptions, projectKeys } from "./project-keys.ts";

/** How far two clocks may be apart, in seconds. */
const leewayS = 10;

/** What proves that a token is of this project's users. */
export interface UserTokenOptions {
  /** `iss`: who issues the tokens of this project. */
  readonly issuer: string;
  /** Of projects that sign with a shared secret. */
  readonly jwtSecret?: string | undefined;
  readonly keys: ProjectKeysOptions;
}

/** What a token says, or why it is worth nothing. */
export type UserToken =
  | { readonly kind: "valid"; readonly claims: JWTPayload }
  | { readonly kind: "invalid"; readonly detail: string };

const invalid = (detail: string): UserToken => ({ kind: "invalid", detail });

/**
 * Checks tokens of signed-in users: signature, issuer, audience, lifetime. How a token may be signed is ours to say, and
 * for each way there is one kind of key: a public key is never a shared secret, and no signature is no way.
 *
 * @throws KeysUnreachable
 */
export function userTokens({ issuer, jwtSecret, keys }: UserTokenOptions): (token: string) => Promise<UserToken> {
  const published = projectKeys(keys);
  const shared = jwtSecret === undefined ? undefined : new TextEncoder().encode(jwtSecret);
  const claimed = { issuer, audience: "authenticated", clockTolerance: leewayS, requiredClaims: ["sub", "exp"] };
  const verified = async (token: string, alg: string | undefined) => {
    if (alg !== "HS256") return jwtVerify(token, published, { ...claimed, algorithms: ["ES256", "RS256"] });
    return shared && jwtVerify(token, shared, { ...claimed, algorithms: ["HS256"] });
  };
  return async (token) => {
    const alg = algorithmOf(token);
    if (alg === null) return invalid("This is no user's token: sign in, and send the access token of the session.");
    try {
      const found = await verified(token, alg);
      return found === undefined ? invalid(noSharedSecret) : { kind: "valid", claims: found.payload };
    } catch (error) {
      if (!(error instanceof errors.JOSEError)) throw error;
      return invalid(reason(error));
    }
  };
}

const noSharedSecret =
  "Tokens with a shared secret's signature (HS256) are not taken: move the project to signing keys, or set SINCRO_JWT_SECRET.";

/** Null when it is not even a token. */
function algorithmOf(token: string): string | undefined | null {
  try {
    return decodeProtectedHeader(token).alg;
  } catch {
    return null;
  }
}

/** What to do about it. The claims are checked when the signature was found good: what they say is true. */
function reason(error: errors.JOSEError): string {
  if (error instanceof errors.JWTExpired) return "The token has expired: sign in again.";
  if (error instanceof errors.JWTClaimValidationFailed) return byClaim[error.claim] ?? notValid;
  return notValid;
}

const notValid = "The token is not valid for this project: sign in again.";
const byClaim: Readonly<Record<string, string>> = {
  iss: "The token is of another project, or a key of this one: sign in here, and send the access token of the session.",
  aud: "The token is not of a signed-in user: sign in, and send the access token of the session.",
  nbf: "The token is not valid yet: check the clock of whoever issued it.",
};
