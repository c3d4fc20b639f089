import type { AddressInfo } from "node:net";
import { connect, createServer, type Socket } from "node:net";
import type { Fault } from "./faults.ts";

/** A way to a PostgreSQL that breaks when told to. */
export interface TcpProxy {
  /** The same database, through the proxy. */
  readonly url: string;
  /** What becomes of the next statements, one each; later ones pass. */
  breakNext(...faults: readonly Exclude<Fault, number>[]): void;
  /** Resolves when the statements that were held back or left without an answer have been through the database. */
  settled(): Promise<void>;
  close(): Promise<void>;
}

// https://www.postgresql.org/docs/current/protocol-message-formats.html
const PARSE = 0x50;
const QUERY = 0x51;
/** Sync ends what a client asks in one go, parameters and all; the server commits at it. */
const SYNC = Buffer.from([0x53, 0, 0, 0, 4]);
/** ReadyForQuery, but for its last byte, ends what the server answers: the transaction is committed. */
const READY = Buffer.from([0x5a, 0, 0, 0, 5]);

const asks = ([first]: Buffer) => first === PARSE || first === QUERY;
const asksAll = (bytes: Buffer) =>
  bytes[0] === QUERY ? bytes.length > bytes.readUInt32BE(1) : bytes.subarray(-SYNC.length).equals(SYNC);
const answersAll = (bytes: Buffer) => bytes.subarray(-READY.length - 1, -1).equals(READY);

/** Collects what a socket brings until it is whole. */
function whole(socket: Socket, isWhole: (bytes: Buffer) => boolean): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    let bytes = Buffer.alloc(0);
    const take = (chunk: Buffer) => {
      bytes = Buffer.concat([bytes, chunk]);
      if (!isWhole(bytes)) return;
      socket.off("data", take);
      resolve(bytes);
    };
    socket.on("data", take);
    socket.once("close", () => reject(new Error("closed")));
  });
}

/** Starts the proxy on a free port. */
export async function startTcpProxy(databaseUrl: string): Promise<TcpProxy> {
  const target = new URL(databaseUrl);
  const waiting: Exclude<Fault, number>[] = [];
  const behind: Promise<unknown>[] = [];
  const sockets = new Set<Socket>();
  let passed = Promise.withResolvers<void>();

  const toServer = (server: Socket, asked: Buffer): Promise<Buffer> => {
    const answered = whole(server, answersAll);
    server.write(asked);
    return answered;
  };

  const broken = async (fault: Exclude<Fault, number>, asked: Buffer, client: Socket, server: Socket) => {
    if (fault === "hang before") return;
    if (fault === "cut before") return void client.destroy();
    if (fault === "late") {
      client.destroy();
      behind.push(passed.promise.then(() => toServer(server, asked)));
      return;
    }
    const done = toServer(server, asked);
    behind.push(done);
    const answer = await done;
    if (fault === "cut answer") client.destroy();
    else if (fault === "cut in mid-answer")
      client.write(answer.subarray(0, answer.length >> 1), () => client.destroy());
  };

  const listener = createServer((client) => {
    const server = connect(Number(target.port), target.hostname);
    for (const socket of [client, server]) {
      sockets.add(socket);
      socket.on("error", () => {}); // "close" follows
      socket.on("close", () => sockets.delete(socket));
    }
    let asked: Buffer | undefined;
    let asking = false;
    let deaf = false;
    const answer = (bytes: Buffer) => {
      client.write(bytes);
      if (asking && answersAll(bytes)) passed.resolve();
    };
    server.on("data", answer);
    server.on("close", () => client.destroy());
    client.on("close", () => {
      if (!deaf) server.destroy();
    });
    client.on("data", (bytes: Buffer) => {
      if (deaf) return;
      asking ||= asks(bytes);
      if (asked === undefined && !(asks(bytes) && waiting.length > 0)) return void server.write(bytes);
      asked = Buffer.concat([asked ?? Buffer.alloc(0), bytes]);
      if (!asksAll(asked)) return;
      deaf = true;
      server.off("data", answer);
      broken(waiting.shift() ?? "hang before", asked, client, server).catch(() => client.destroy());
    });
  });
  await new Promise<void>((resolve) => listener.listen(0, "127.0.0.1", resolve));
  listener.unref();
  const url = new URL(databaseUrl);
  url.port = String((listener.address() as AddressInfo).port);
  return {
    url: url.href,
    breakNext: (...faults) => {
      passed = Promise.withResolvers<void>();
      waiting.push(...faults);
    },
    settled: async () => {
      await Promise.all(behind);
    },
    close: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => listener.close(resolve));
    },
  };
}
