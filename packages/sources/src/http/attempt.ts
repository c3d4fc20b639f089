import * as z from "zod";
import { SourceError } from "../errors.ts";
import type { Redact } from "./redact.ts";
import { type ReadProblem, refusal } from "./refusal.ts";

/** Reads an answer's JSON; throws when it is not what was asked for (zod's error, or a {@link SourceError}). */
export type ReadAnswer<T> = (body: unknown) => T;

/** What an attempt needs besides the request. */
export interface AttemptParts<T> {
  /** The request without its parameters, e.g. `Stripe: GET /v1/customers`. */
  readonly what: string;
  readonly send: typeof fetch;
  readonly read: ReadAnswer<T>;
  readonly readProblem: ReadProblem;
  readonly redact: Redact;
  /** Stops the request in flight. */
  readonly signal: AbortSignal;
}

/**
 * Makes one request and reads its answer to the end, so that a body that breaks off or does not fit is a failed
 * attempt like any other.
 *
 * @throws SourceError
 */
export async function attempt<T>(request: Request, parts: AttemptParts<T>): Promise<T> {
  const { what, redact } = parts;
  const { response, text } = await exchange(request, parts);
  if (!response.ok)
    throw refusal(what, { status: response.status, headers: response.headers, text }, parts.readProblem, redact);
  return understand(text, parts);
}

async function exchange<T>(request: Request, { what, send, signal }: AttemptParts<T>) {
  let response: Response | undefined;
  try {
    // Not by a request with that signal: it would be garbage by then, and deaf.
    response = await send(request, { signal });
    return { response, text: await response.text() };
  } catch (error) {
    if (response) throw malformed(what, `broke off${causeOf(error)}`);
    throw new SourceError("provider_unreachable", `${what} got no answer${causeOf(error)}`, {
      retryable: true,
    });
  }
}

function understand<T>(text: string, { what, read }: AttemptParts<T>): T {
  try {
    return read(JSON.parse(text));
  } catch (error) {
    if (error instanceof SyntaxError) throw malformed(what, "is not JSON");
    if (error instanceof z.ZodError) throw malformed(what, `is not as documented: ${places(error)}`);
    throw error;
  }
}

/** An answer that cannot be what the provider meant to say. */
export function malformed(what: string, how: string): SourceError {
  return new SourceError("answer_malformed", `${what}: the answer ${how}`, { retryable: true });
}

/** Where an answer does not fit, without its content. */
function places({ issues }: z.ZodError): string {
  return issues
    .slice(0, 3)
    .map(({ path, code }) => `${path.join(".") || "the whole"} (${code})`)
    .join(", ");
}

/** The system's code for a broken connection, where there is one: `ECONNREFUSED`, `ENOTFOUND`, `UND_ERR_SOCKET`. */
function causeOf(error: unknown): string {
  const codes = [(error as { cause?: unknown } | null)?.cause, error].map(
    (one) => (one as { code?: unknown } | null)?.code,
  );
  const code = codes.find((one) => typeof one === "string" && /^\w{3,40}$/.test(one));
  return code ? ` (${code})` : "";
}
