import { type LookupAddress, lookup } from "node:dns";
import { request as plain, type RequestOptions } from "node:http";
import { request as secure } from "node:https";
import type { LookupFunction, Socket } from "node:net";
import { isPublic } from "./address.ts";

/** Why something was not sent. `message` names no address beyond the host: the path of a webhook is its password. */
export class PostFailed extends Error {
  override readonly name = "PostFailed";
  readonly code: "not_allowed" | "unreachable" | "refused";
  /** The receiver said that it is gone for good. */
  readonly final: boolean;

  constructor(code: PostFailed["code"], message: string, final = false) {
    super(message);
    this.code = code;
    this.final = final;
  }
}

/** What is sent, and where to. */
export interface Post {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** Hosts (with their port, if it is not the usual one) that may be spoken to without TLS and in a private network. */
  readonly allow: readonly string[];
  /** How long all of it may take, in milliseconds; 10 s when absent. */
  readonly timeoutMs?: number | undefined;
  /** Gives up at once. */
  readonly signal?: AbortSignal | undefined;
  /** For tests: how names are resolved. */
  readonly resolve?: typeof lookup | undefined;
}

const defaultTimeoutMs = 10_000;
/** An answer is read to its end only as far as this, in bytes: nobody looks at it. */
const largestAnswer = 64 * 1024;

/**
 * Sends a POST to a place that somebody else names, once. Only https, only to the public internet, whatever a name
 * resolves to at that very moment: the address that is checked is the one that is connected to. Redirects are not
 * followed: they would lead past that check.
 *
 * @throws PostFailed
 */
export async function post({ url, headers, body, allow, resolve, ...limits }: Post): Promise<void> {
  const target = new URL(url);
  const listed = allow.includes(target.host);
  if (target.protocol !== "https:" && !listed) throw notAllowed(`${target.host} is not reached by https`);
  const host = target.hostname.replace(/^\[|\]$/g, "");
  const mayConnect = (address: string) => listed || isPublic(address);
  const options: RequestOptions = {
    method: "POST",
    agent: false,
    headers: { ...headers, "content-type": "application/json", "content-length": Buffer.byteLength(body) },
    signal: limitOf(limits),
    lookup: guarded(resolve ?? lookup, mayConnect),
  };
  // A host that is an address already is not looked up.
  if (/^[\d.]+$|:/.test(host) && !mayConnect(host)) throw notAllowed(`${host} is no public address`);
  const status = await send(target, options, body, mayConnect);
  if (status >= 200 && status < 300) return;
  const detail = status >= 300 && status < 400 ? `HTTP ${status}: redirects are not followed` : `HTTP ${status}`;
  throw new PostFailed("refused", detail, status === 410);
}

function limitOf({ timeoutMs = defaultTimeoutMs, signal }: Pick<Post, "timeoutMs" | "signal">): AbortSignal {
  const limit = AbortSignal.timeout(timeoutMs);
  return signal === undefined ? limit : AbortSignal.any([limit, signal]);
}

function send(target: URL, options: RequestOptions, body: string, mayConnect: (address: string) => boolean) {
  return new Promise<number>((resolve, reject) => {
    const request = (target.protocol === "https:" ? secure : plain)(target, options, (response) => {
      let size = 0;
      response.on("data", (chunk: Buffer) => {
        size += chunk.byteLength;
        if (size > largestAnswer) response.destroy();
      });
      // The status is all that counts: an answer that breaks off is still an answer.
      response.on("error", () => undefined);
      response.on("close", () => resolve(response.statusCode ?? 0));
    });
    request.on("socket", (socket: Socket) => {
      socket.once("connect", () => {
        if (!mayConnect(socket.remoteAddress ?? ""))
          request.destroy(notAllowed("it is connected to no public address"));
      });
    });
    request.on("error", (error) => reject(failureOf(error, options.signal?.aborted ?? false)));
    request.end(body);
  });
}

/** Resolves a name as always, and leaves out what may not be connected to. */
function guarded(resolve: typeof lookup, mayConnect: (address: string) => boolean): LookupFunction {
  return (hostname, options, done) => {
    resolve(hostname, { ...options, all: true }, (error, found: LookupAddress[]) => {
      if (error !== null) return done(error, []);
      const allowed = found.filter(({ address }) => mayConnect(address));
      const [first] = allowed;
      if (first === undefined) return done(notAllowed(`${hostname} has no public address`), []);
      return options.all ? done(null, allowed) : done(null, first.address, first.family);
    });
  };
}

const notAllowed = (what: string) =>
  new PostFailed("not_allowed", `${what}: SINCRO_WEBHOOK_ALLOW lists hosts for which that is meant`);

function failureOf(error: Error, late: boolean): PostFailed {
  if (error instanceof PostFailed) return error;
  if (late) return new PostFailed("unreachable", "no answer in time");
  return new PostFailed("unreachable", (error as NodeJS.ErrnoException).code ?? "the connection broke");
}
