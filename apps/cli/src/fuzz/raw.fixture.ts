import { connect } from "node:net";

/** What came back for bytes that were sent as they are. */
export interface Answered {
  /** Of the first answer; null when there was none. */
  readonly status: number | null;
  readonly text: string;
}

/** Sends bytes over a connection of its own and reads until the server closes it, or `quietMs` pass without a word. */
export function sendRaw(port: number, bytes: Uint8Array, quietMs: number): Promise<Answered> {
  return new Promise((resolve) => {
    const socket = connect({ port, host: "127.0.0.1", allowHalfOpen: false });
    let text = "";
    const done = () => {
      socket.destroy();
      const status = /^HTTP\/1\.1 (\d{3})/.exec(text)?.[1];
      resolve({ status: status === undefined ? null : Number(status), text });
    };
    socket.setTimeout(quietMs, done);
    socket.on("error", done);
    socket.on("close", done);
    socket.on("data", (chunk) => {
      // A stream of events goes on for ever: its beginning is enough.
      if (text.length < 100_000) text += chunk.toString("latin1");
    });
    socket.write(bytes);
  });
}
