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

/** A network that answers what is asked at once in reverse, the last request first, for requests to these paths. */
export function inReverse(path: RegExp): { readonly fetch: typeof fetch; batches(): number } {
  let asked = 0;
  let batches = 0;
  const waiting: (() => void)[] = [];
  return {
    batches: () => batches,
    fetch: async (input, init) => {
      const request = new Request(input, init);
      if (!path.test(new URL(request.url).pathname)) return fetch(request);
      const place = asked++;
      const response = await fetch(request);
      const body = await response.arrayBuffer();
      const turn = Promise.withResolvers<void>();
      waiting[place] = turn.resolve;
      if (Object.keys(waiting).length === asked) {
        const batch = waiting.splice(0).reverse();
        asked = 0;
        batches += batch.length > 1 ? 1 : 0;
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
