/** A network that keeps the `nth` answer back until it is released; everything else passes. */
export function held(nth: number): { readonly fetch: typeof fetch; readonly here: Promise<void>; release(): void } {
  const here = Promise.withResolvers<void>();
  const released = Promise.withResolvers<void>();
  let count = 0;
  return {
    here: here.promise,
    release: released.resolve,
    fetch: async (input, init) => {
      count += 1;
      const mine = count === nth;
      const response = await fetch(input, init);
      if (!mine) return response;
      const body = await response.arrayBuffer();
      here.resolve();
      await released.promise;
      return new Response(body, response);
    },
  };
}

/** A network that answers requests to these paths `size` at a time, the last one first. */
export function inReverse(size: number, path: RegExp): { readonly fetch: typeof fetch; batches(): number } {
  let waiting: (() => void)[] = [];
  let batches = 0;
  return {
    batches: () => batches,
    fetch: async (input, init) => {
      const request = new Request(input, init);
      const response = await fetch(request);
      if (!path.test(new URL(request.url).pathname)) return response;
      const body = await response.arrayBuffer();
      const turn = Promise.withResolvers<void>();
      waiting.unshift(turn.resolve);
      if (waiting.length === size) {
        const batch = waiting;
        waiting = [];
        batches += 1;
        void inOrder(batch);
      }
      await turn.promise;
      return new Response(body, response);
    },
  };
}

/** One after the other, each when what follows from the one before has happened. */
async function inOrder(batch: readonly (() => void)[]): Promise<void> {
  for (const next of batch) {
    next();
    await new Promise(setImmediate);
  }
}
