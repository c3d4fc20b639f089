/** One server-sent event as it came: its name, and its data as text. */
export interface ServerSentEvent {
  readonly name: string;
  readonly data: string;
}

/** An event of ours is a row of a few kilobytes; what is longer than this is something else. */
const longestEvent = 1_000_000;

/** Cuts a byte stream into server-sent events. Comments and fields that we do not send are passed over. */
export async function* parseEvents(bytes: ReadableStream<Uint8Array>): AsyncGenerator<ServerSentEvent, void> {
  const reader = bytes.getReader();
  const decoder = new TextDecoder();
  let rest = "";
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      rest = (rest + decoder.decode(value, { stream: true })).replaceAll("\r\n", "\n");
      const blocks = rest.split("\n\n");
      rest = blocks.pop() ?? "";
      if (rest.length > longestEvent) throw new RangeError("an event that does not end");
      for (const block of blocks) {
        const event = parseBlock(block);
        if (event !== null) yield event;
      }
    }
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}

function parseBlock(block: string): ServerSentEvent | null {
  let name = "message";
  const data: string[] = [];
  for (const line of block.split("\n")) {
    const [field = "", value = ""] = splitOnce(line);
    if (field === "event") name = value;
    else if (field === "data") data.push(value);
  }
  return data.length === 0 ? null : { name, data: data.join("\n") };
}

function splitOnce(line: string): readonly [string, string] {
  const colon = line.indexOf(":");
  if (colon < 0) return [line, ""];
  return [line.slice(0, colon), line.slice(colon + 1).replace(/^ /, "")];
}
