/** What Supabase's runtime offers beyond the standards; elsewhere it is not there. */
interface EdgeRuntimeLike {
  waitUntil(work: Promise<unknown>): void;
}

declare const EdgeRuntime: EdgeRuntimeLike | undefined;

/**
 * Keeps the process for work that goes on after the answer. Where the runtime has no `waitUntil` the work goes on by
 * itself, for as long as the process is kept for other reasons.
 */
export function background(work: Promise<unknown>): void {
  if (typeof EdgeRuntime === "undefined") void work;
  else EdgeRuntime.waitUntil(work);
}

/** Aborted when the runtime says that it is about to end this process: time for the page in flight, and no more. */
export function leaving(): AbortSignal {
  const controller = new AbortController();
  globalThis.addEventListener("beforeunload", () => controller.abort());
  return controller.signal;
}
