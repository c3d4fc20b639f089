import * as z from "zod";
import { SourceError } from "../errors.ts";
import type { ProviderProblem } from "../http/index.ts";
import type { Redact } from "../http/redact.ts";

/** Nobody has this id, or this e-mail or phone. */
export const nobody = "subscriber_not_found";
/** Not an e-mail or phone that ManyChat takes: so nobody has it. */
export const notAField = "field_not_valid";

const good = z.looseObject({ status: z.literal("success"), data: z.unknown() });
const bad = z.looseObject({
  status: z.literal("error"),
  message: z.string().optional(),
  code: z.union([z.string(), z.number()]).optional(),
  details: z.looseObject({ messages: z.array(z.looseObject({ message: z.string() })) }).optional(),
});

/** ManyChat's own words for an error; what they are is not documented, so the two that matter are known by their sense. */
export function readProblem(body: unknown): ProviderProblem {
  const { data } = bad.safeParse(body);
  if (data === undefined) return {};
  const said = [data.message, ...(data.details?.messages ?? []).map(({ message }) => message)].filter(Boolean);
  const message = said.join(": ");
  return { message, code: codeOf(message) ?? (data.code === undefined ? undefined : String(data.code)) };
}

function codeOf(words: string): string | undefined {
  if (/(subscriber|contact|user).{0,40}(not found|not exist|n't exist)/i.test(words)) return nobody;
  const wrong = "(invalid|not valid|incorrect|wrong format)";
  const field = "(e-?mail|phone)";
  return new RegExp(`${wrong}.{0,40}${field}|${field}.{0,40}${wrong}`, "i").test(words) ? notAField : undefined;
}

/**
 * The `data` of an answer that HTTP calls good. ManyChat says 200 to errors, too: the body's `status` decides.
 *
 * @param what - the request without its parameters
 * @throws SourceError for an error in the body; ZodError for a body that is neither
 */
export function dataOf(what: string, body: unknown, redact: Redact): unknown {
  if (!bad.safeParse(body).success) return good.parse(body).data;
  const { message = "", code } = readProblem(body);
  const [errorCode, retryable] = meaning(message);
  // A refused key is never explained in the provider's words: they like to repeat it.
  const words = errorCode === "credentials_refused" ? "" : redact(message);
  const providerCode = code && redact(code);
  throw new SourceError(errorCode, `${what} answered 200 with an error${words && ` (${words})`}`, {
    retryable,
    providerCode,
  });
}

function meaning(words: string): [SourceError["code"], retryable: boolean] {
  if (/rate limit|too many/i.test(words)) return ["rate_limited", true];
  if (/\b(token|unauthori[sz]ed|api key|authenticat)/i.test(words)) return ["credentials_refused", false];
  if (/internal|temporar|unavailable|try again|time-?out/i.test(words)) return ["provider_unavailable", true];
  return ["provider_rejected", false];
}
