import { basePath } from "@sincro/client";
import type { SyncRunRow } from "@sincro/machine";
import { type Source, sourceNamed } from "@sincro/sources";
import { continuePath } from "./hand-off.ts";
import { handOffToken } from "./token.ts";

/** Thrown when a call to a worker did not arrive. The run stands, and the sweep calls again. */
export class HandOffLost extends Error {
  override readonly name = "HandOffLost";
  readonly code = "hand_off_lost";
}

/** What a self-invocation needs. */
export interface SelfInvocationOptions {
  /** Where the functions are: the project's address, without `/functions/v1`. */
  readonly baseUrl: string;
  readonly signingKey: string;
  /** How long to wait for the 202, in milliseconds; 10 s when absent: a cold start takes one or two. */
  readonly timeoutMs?: number | undefined;
  /** The source of a name; by the registry when absent. */
  readonly sourceOf?: ((name: string) => Source | undefined) | undefined;
  readonly fetch?: typeof fetch | undefined;
  /** Milliseconds since 1970; the process's clock when absent. */
  readonly now?: (() => number) | undefined;
}

/**
 * Calls a worker by calling one's own function, so that each slice has a process of its own, with a budget of its own.
 * Done when the function has answered that it works, not when it has worked. A run of a source that this version does
 * not have is nobody's to call for: it is another installation's, or older code's.
 *
 * @throws HandOffLost (the call itself): no answer in time, or one that is no success
 */
export function selfInvocation(options: SelfInvocationOptions): (run: SyncRunRow) => Promise<void> {
  const { baseUrl, signingKey, timeoutMs = 10_000, sourceOf = sourceNamed, now = Date.now } = options;
  const send = options.fetch ?? fetch;
  const functions = `${baseUrl.replace(/\/+$/, "")}${basePath}`;
  return async (run) => {
    const source = sourceOf(run.source);
    if (source === undefined) return;
    const { functionName } = source.manifest;
    const token = await handOffToken(signingKey, run, now());
    let response: Response;
    try {
      response = await send(`${functions}/${functionName}/${continuePath}`, {
        method: "POST",
        headers: { authorization: `Bearer ${token}` },
        signal: AbortSignal.timeout(timeoutMs),
      });
      await response.body?.cancel();
    } catch (cause) {
      throw new HandOffLost(`${functionName} did not answer.`, { cause });
    }
    if (!response.ok) throw new HandOffLost(`${functionName} answered ${response.status}.`);
  };
}
