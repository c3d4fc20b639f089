import { setTimeout as sleep } from "node:timers/promises";
import type { Fault, FaultDealer } from "./faults.ts";
import type { GateKeeper } from "./gate.ts";
import type { RequestLogWriter } from "./log.ts";
import { createRateLimiter } from "./rate-limit.ts";

/** A provider: a request in, an answer out. */
export type Handler = (request: Request) => Response | Promise<Response>;

/** A provider that is told which fault its answer is to have; most faults are none of its business. */
type Answer = (request: Request, fault: Fault | null) => Response | Promise<Response>;

/** The fake hung up. In process the fetch rejects with it; over HTTP the socket closes. */
export class ConnectionClosed extends Error {
  readonly code = "connection_closed";
  constructor() {
    super("the fake closed the connection, as it was told to");
  }
}

/** Faults that are an answer in the provider's own words. */
export type RefusalFault = Extract<Fault, { kind: "rate_limited" | "status" }>;

/** What {@link misbehave} needs. */
export interface MisbehaveParts {
  log: RequestLogWriter;
  faults: FaultDealer;
  gate: GateKeeper;
  /** The provider's error answer for a fault. */
  refuse(fault: RefusalFault): Response;
  /** What a cursor stands still in: requests of which this is the same get each other's answer. The path when absent. */
  listOf?(url: URL, body: string): string;
}

/**
 * Puts the log, the switches and the gate in front of a well-behaved provider.
 *
 * An answer is made when the request arrives and *then* delayed and held, so that it can be older than what
 * happened meanwhile: the worst case for whoever asked.
 */
export function misbehave(answer: Answer, { log, faults, gate, refuse, listOf }: MisbehaveParts) {
  const refusedBy = createRateLimiter();
  const repeated = new WeakMap<Fault, Map<string, Response>>();

  function chooseFault(path: string): Fault | null {
    const scope = refusedBy(faults.current.limit ?? {}, path);
    return scope ? { kind: "rate_limited", scope } : faults.draw(path);
  }

  async function respond(request: Request, path: string, fault: Fault | null): Promise<Response> {
    if (fault?.kind === "rate_limited" || fault?.kind === "status") return refuse(fault);
    if (fault?.kind !== "repeated") return answer(request, fault);
    const firsts = repeated.get(fault) ?? new Map<string, Response>();
    const body = listOf && request.body ? await request.clone().text() : "";
    const list = listOf?.(new URL(request.url), body) ?? path;
    const first = firsts.get(list) ?? (await answer(request, fault));
    // A refusal is no page: who asks better next time must not hear it again.
    if (first.ok) repeated.set(fault, firsts.set(list, first));
    return first.clone();
  }

  /** Held, for garbage collection takes a request's signal with it: nobody would hear that the client let go. */
  const underWay = new Set<Request>();

  return async function fetchFake(request: Request): Promise<Response> {
    const { signal } = request;
    underWay.add(request);
    const entry = log.open(request);
    const fault = chooseFault(entry.path);
    entry.fault = fault?.kind ?? null;
    try {
      const response = await respond(request, entry.path, fault);
      const { latencyMs = 0 } = faults.current;
      if (latencyMs > 0) await sleep(latencyMs, undefined, { signal });
      if (gate.closed || fault?.kind === "hang") await gate.hold(signal);
      signal.throwIfAborted();
      if (fault?.kind === "closed") throw new ConnectionClosed();
      const spoiled = await spoil(response, fault);
      log.settle(entry, { outcome: "answered", status: spoiled.status });
      return spoiled;
    } catch (error) {
      // The request's own signal, to the end: one whose request nobody keeps is garbage, and deaf to the client.
      const { signal } = request;
      log.settle(entry, { outcome: signal.aborted ? "aborted" : "closed", status: null });
      throw signal.aborted ? signal.reason : error;
    } finally {
      underWay.delete(request);
    }
  };
}

async function spoil(response: Response, fault: Fault | null): Promise<Response> {
  if (fault?.kind === "malformed") {
    return new Response("<html><body>Bad gateway</body></html>", { headers: { "content-type": "text/html" } });
  }
  if (fault?.kind !== "truncated") return response;
  const body = new Uint8Array(await response.arrayBuffer());
  const pieces = [body.slice(0, Math.ceil(body.length / 2))];
  const half = new ReadableStream<Uint8Array>({
    pull(controller) {
      const piece = pieces.pop();
      if (piece) controller.enqueue(piece);
      else controller.error(new ConnectionClosed());
    },
  });
  return new Response(half, response);
}
