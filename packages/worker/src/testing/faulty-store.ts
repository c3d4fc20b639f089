import { type RunStore, StoreError } from "@sincro/store";

/**
 * What goes wrong with a call: it does not arrive, it is done but its answer is lost, it never settles, or the
 * database refuses it.
 */
export type Fault = "unreachable" | "lost" | "hang" | "rejected";

/** A store of which some calls go wrong; calls are named by their event (`BEAT`, `COMMIT` …) or method (`status` …). */
export function faultyStore<S extends RunStore>(store: S, faultOf: (call: string) => Fault | undefined): S {
  async function through<T>(call: string, answer: () => Promise<T>): Promise<T> {
    const fault = faultOf(call);
    if (fault === undefined) return answer();
    if (fault === "hang") return new Promise(() => {});
    if (fault === "rejected") throw new StoreError("store_rejected", "The statement was refused.");
    if (fault === "lost") await answer();
    throw new StoreError("store_unreachable", "The connection is gone.");
  }
  return {
    ...store,
    start: (request) => through("start", () => store.start(request)),
    status: () => through("status", () => store.status()),
    sweep: (release) => through("sweep", () => store.sweep(release)),
    send: (id, event) => through(event.type, () => store.send(id, event)),
    take: (request) => through("take", () => store.take(request)),
    rest: (request) => through("rest", () => store.rest(request)),
    schedules: () => through("schedules", () => store.schedules()),
    list: (request) => through("list", () => store.list(request)),
    markMissing: (request) => through("markMissing", () => store.markMissing(request)),
    commit: (page) => through("COMMIT", () => store.commit(page)),
  };
}

/** Gives a fault for the first calls of a name, and then none. */
export function firstTimes(name: string, times: number, fault: Fault): (call: string) => Fault | undefined {
  let left = times;
  return (call) => (call === name && left-- > 0 ? fault : undefined);
}
