import { once } from "node:events";
import { connect } from "node:net";

/** What may be in no answer. */
export const secretsOf = (token: string): readonly string[] => [token, "soak-signing-key-that-nobody-may-see-0123"];

/** A request that never ends: the server must. */
export async function sendSlowly(origin: string, signal: AbortSignal): Promise<void> {
  const { hostname, port } = new URL(origin);
  const socket = connect({ port: Number(port), host: hostname, signal });
  socket.on("error", () => undefined);
  socket.write(
    "POST /functions/v1/session HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 60000\r\n\r\n{",
  );
  const drip = setInterval(() => socket.write(" "), 500);
  await once(socket, "close").finally(() => clearInterval(drip));
}
