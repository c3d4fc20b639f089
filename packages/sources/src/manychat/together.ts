/**
 * Does something with each item, some at once, and answers the results in the items' order. After a failure nothing
 * more is begun.
 *
 * @throws what the first failure threw
 */
export async function together<Item, Result>(
  items: readonly Item[],
  atOnce: number,
  one: (item: Item) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = new Array(items.length);
  let next = 0;

  async function lane(): Promise<void> {
    while (next < items.length) {
      const n = next++;
      results[n] = await one(items[n] as Item);
    }
  }

  try {
    await Promise.all(Array.from({ length: Math.min(atOnce, items.length) }, lane));
    return results;
  } finally {
    next = items.length;
  }
}
