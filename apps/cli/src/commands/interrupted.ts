/** Aborts at the first Ctrl-C; a second one ends the process at once. */
export function interrupted(): { readonly signal: AbortSignal; release(): void } {
  const controller = new AbortController();
  const stop = () => {
    if (controller.signal.aborted) process.exit(130);
    controller.abort();
  };
  process.on("SIGINT", stop).on("SIGTERM", stop);
  return { signal: controller.signal, release: () => void process.off("SIGINT", stop).off("SIGTERM", stop) };
}
