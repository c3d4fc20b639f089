/**
 * Runs a generator one value ahead of its reader: the next request is under way while the page before it is committed.
 *
 * A failure comes out in its place, behind the values before it. When the reader leaves, by `break` or by an error,
 * the signal that `produce` was given is aborted and the generator has come to rest before the reader goes on.
 *
 * @param signal - aborts the generator from outside, too
 * @example
 * for await (const page of oneAhead(signal, (signal) => fetchPages(signal))) await commit(page)
 */
export async function* oneAhead<T>(
  signal: AbortSignal,
  produce: (signal: AbortSignal) => AsyncGenerator<T, void, undefined>,
): AsyncGenerator<T, void, undefined> {
  const left = new AbortController();
  const values = produce(AbortSignal.any([signal, left.signal]));
  let next = ask(values);
  try {
    for (;;) {
      const { done, value } = await next;
      if (done) return;
      next = ask(values);
      yield value;
    }
  } finally {
    left.abort();
    await values.return();
  }
}

/** The next value; a failure waits for the reader, who is still at the value before it. */
function ask<T>(values: AsyncGenerator<T, void, undefined>): Promise<IteratorResult<T, void>> {
  const next = values.next();
  next.catch(() => undefined);
  return next;
}
