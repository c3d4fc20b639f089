import { createReadStream } from "node:fs";
import { open } from "node:fs/promises";

/** How a file's bytes are to be read. */
export type Encoding = "utf-8" | "utf-16le" | "utf-16be" | "windows-1252";

/**
 * Finds a file's encoding: what its byte-order mark says; UTF-8 when all of it can be; otherwise Windows-1252, which
 * Excel in Spanish writes where nobody asks for UTF-8.
 *
 * @throws the file system's error
 */
export async function encodingOf(file: string): Promise<Encoding> {
  const [first, second] = await beginningOf(file);
  if (first === 0xff && second === 0xfe) return "utf-16le";
  if (first === 0xfe && second === 0xff) return "utf-16be";
  const decoder = new TextDecoder("utf-8", { fatal: true });
  try {
    for await (const chunk of createReadStream(file)) decoder.decode(chunk as Buffer, { stream: true });
    decoder.decode();
    return "utf-8";
  } catch (error) {
    if (error instanceof TypeError) return "windows-1252";
    throw error;
  }
}

async function beginningOf(file: string): Promise<Buffer> {
  const handle = await open(file);
  try {
    return (await handle.read(Buffer.alloc(2), 0, 2, 0)).buffer;
  } finally {
    await handle.close();
  }
}

/** A file's text, piece by piece, without its byte-order mark and with `\n` at the end of every line. */
export async function* textOf(file: string, encoding: Encoding): AsyncGenerator<string, void, undefined> {
  const decoder = new TextDecoder(encoding);
  let held = "";
  for await (const chunk of createReadStream(file)) {
    const text = held + decoder.decode(chunk as Buffer, { stream: true });
    // Its `\n` may be in the next piece.
    held = text.endsWith("\r") ? "\r" : "";
    yield unixLines(held === "" ? text : text.slice(0, -1));
  }
  yield unixLines(held + decoder.decode());
}

const unixLines = (text: string) => text.replaceAll(/\r\n?/g, "\n");
