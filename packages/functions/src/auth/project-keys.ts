import { createRemoteJWKSet, customFetch, errors, type JWTVerifyGetKey } from "jose";

/** How long keys that were fetched are used, in milliseconds: a project that changes its keys publishes them sooner. */
const keepMs = 600_000;
/** How often a key that is not among them may have them fetched again, in milliseconds: anybody can invent a key's name. */
const refetchMs = 30_000;
/** How long an answer may take, in milliseconds; a request of a user waits for it. */
const patienceMs = 3_000;
/** For how long nobody asks again after a failure, in milliseconds. */
const restMs = 2_000;

/** Thrown when a project's keys cannot be had: nobody can be let in, and it is not the caller's fault. */
export class KeysUnreachable extends Error {
  override readonly name = "KeysUnreachable";
  readonly code = "keys_unreachable";
}

/** Where a project publishes its keys, and how they are fetched. */
export interface ProjectKeysOptions {
  readonly url: URL;
  /** The platform's own when absent. */
  readonly fetch?: typeof fetch | undefined;
}

/**
 * The public keys of a project, fetched when they are first needed and kept. The clock is the process's.
 *
 * @throws KeysUnreachable, when the function that it answers is called and the keys cannot be had
 */
export function projectKeys(options: ProjectKeysOptions): JWTVerifyGetKey {
  const fetchKeys = options.fetch ?? fetch;
  let restUntil = 0;
  const published = createRemoteJWKSet(options.url, {
    cacheMaxAge: keepMs,
    cooldownDuration: refetchMs,
    timeoutDuration: patienceMs,
    [customFetch]: async (url, init) => {
      if (Date.now() < restUntil) throw new KeysUnreachable("they could not be had a moment ago");
      return fetchKeys(url, init);
    },
  });
  return async (header, token) => {
    try {
      return await published(header, token);
    } catch (error) {
      if (isNoKey(error)) throw error;
      if (!(error instanceof KeysUnreachable)) restUntil = Date.now() + restMs;
      throw new KeysUnreachable("the project's keys cannot be had", { cause: error });
    }
  };
}

/** The keys are there, and none of them is this token's. */
const isNoKey = (error: unknown): boolean =>
  error instanceof errors.JWKSNoMatchingKey || error instanceof errors.JWKSMultipleMatchingKeys;
