import { isObject, isRun } from "../check.ts";
import type { StreamEvent } from "../types.ts";
import { parseEvents } from "./parse.ts";

/** What one connection yields, in order; an event of another version's making is passed over. */
export async function* readStream(bytes: ReadableStream<Uint8Array>): AsyncGenerator<StreamEvent, void> {
  for await (const { name, data } of parseEvents(bytes)) {
    const event = streamEvent(name, JSON.parse(data));
    if (event !== null) yield event;
  }
}

function streamEvent(name: string, data: unknown): StreamEvent | null {
  if (!isObject(data)) return null;
  if (name === "run") return isRun(data) ? { type: "run", run: data } : null;
  if (name === "ping") return { type: "ping" };
  if (name === "trouble") return { type: "trouble", error: String(data.error) };
  const { now, version } = data;
  if (name === "hello" && typeof now === "string" && typeof version === "string")
    return { type: "hello", now, version };
  return null;
}
