// A stand-in for what Supabase's runtime adds to Deno, preloaded before the functions: `EdgeRuntime.waitUntil`, and the
// `beforeunload` by which it says that a process is about to end. SIGTERM stands for that: what was promised is waited for.

declare const Deno: {
  addSignalListener(signal: string, listener: () => void): void;
  exit(code: number): never;
};

const promised = new Set<Promise<unknown>>();

function waitUntil(work: Promise<unknown>): void {
  promised.add(work);
  void work.finally(() => promised.delete(work));
}

async function drained(): Promise<void> {
  while (promised.size > 0) await Promise.allSettled(promised);
}

Object.assign(globalThis, { EdgeRuntime: { waitUntil } });
Deno.addSignalListener("SIGTERM", () => {
  globalThis.dispatchEvent(new Event("beforeunload"));
  void drained().then(() => Deno.exit(0));
});
