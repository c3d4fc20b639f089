import type { TestAnswer } from "@sincro/client";
import { type ConnectionTest, isSourceError, type Source } from "@sincro/sources";
import { nextTurnMs } from "@sincro/worker";
import type { Call } from "../http/call.ts";
import { json } from "../http/json.ts";

/** How long a provider may take to say whether it takes the credentials, in milliseconds. */
const patienceMs = 15_000;

/** `test`: asks the provider; starts nothing. Missing credentials are a result, too. */
export async function testConnection({ deps, request }: Call, source: Source): Promise<Response> {
  const { name } = source.manifest;
  const found = deps.connectionOf(source.manifest);
  if (found.kind === "unconfigured") {
    const { missing, invalid } = found;
    const answer = {
      success: false,
      ok: false,
      source: name,
      configured: false,
      account: null,
      nextTurnMs: null,
    } as const;
    return json({ ...answer, code: "source_unconfigured", missing, invalid });
  }
  const signal = AbortSignal.any([request.signal, AbortSignal.timeout(patienceMs)]);
  const result = await tested(source, { ...found.connection, signal });
  const account = result.ok ? result.account : null;
  const why = result.ok ? {} : { code: result.code, message: result.message };
  const answer: TestAnswer = {
    success: result.ok,
    ok: result.ok,
    source: name,
    configured: true,
    missing: [],
    invalid: [],
    account,
    nextTurnMs: await nextTurnMs(deps.store, { source: name, account: "default" }, source.manifest),
    ...why,
  };
  return json(answer);
}

async function tested(source: Source, connection: Parameters<Source["test"]>[0]): Promise<ConnectionTest> {
  try {
    return await source.test(connection);
  } catch (error) {
    if (isSourceError(error)) return { ok: false, code: error.code, message: error.message };
    if (!connection.signal.aborted) throw error;
    return { ok: false, code: "provider_unreachable", message: `No answer within ${patienceMs / 1000} s.` };
  }
}
