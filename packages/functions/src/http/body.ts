import { Problem } from "./problem.ts";

/** No request of ours needs more, in bytes. */
const largestBody = 64 * 1024;
/** How long a body may take to arrive, in milliseconds. */
const patienceMs = 10_000;

/** Whether a request says itself that its body is larger than any may be. */
export function declaresTooMuch({ headers }: Request): boolean {
  return Number(headers.get("content-length") ?? 0) > largestBody;
}

/** Reads a JSON body: at most 64 kB, within 10 s, and declared as JSON. No body at all reads as `{}`. */
export async function readJson(request: Request, limitMs = patienceMs): Promise<unknown> {
  if (declaresTooMuch(request)) throw tooLarge();
  const type = request.headers.get("content-type");
  if (type !== null && !/^application\/(json|[\w.-]+\+json)\s*(;|$)/i.test(type)) throw notJson();
  const text = request.body === null ? "" : await readText(request.body, limitMs);
  if (text.trim() === "") return {};
  if (type === null) throw notJson();
  try {
    return JSON.parse(text);
  } catch {
    throw new Problem("malformed_json", "The body cannot be read as JSON.");
  }
}

async function readText(body: ReadableStream<Uint8Array>, limitMs: number): Promise<string> {
  const reader = body.getReader();
  const decoder = new TextDecoder("utf-8", { fatal: true });
  let late = false;
  const alarm = setTimeout(() => {
    late = true;
    reader.cancel().catch(() => undefined);
  }, limitMs);
  let size = 0;
  let text = "";
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (late) throw new Problem("request_timeout", `The body did not arrive within ${limitMs / 1000} s.`);
      if (done) return text + decoder.decode();
      size += value.byteLength;
      if (size > largestBody) throw tooLarge();
      text += decoder.decode(value, { stream: true });
    }
  } catch (error) {
    reader.cancel().catch(() => undefined);
    if (error instanceof Problem) throw error;
    throw new Problem("malformed_json", "The body broke off, or is not UTF-8.");
  } finally {
    clearTimeout(alarm);
  }
}

/** The problem of a body that is too large. */
export const tooLarge = () => new Problem("body_too_large", `The body may have ${largestBody / 1024} kB at most.`);
const notJson = () => new Problem("unsupported_media_type", "Send the body as application/json.");
