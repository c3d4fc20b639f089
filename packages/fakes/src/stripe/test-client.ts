import type { StripeObject } from "./collections.ts";
import type { StripeFake } from "./fake.ts";

/** Any instant will do; all tests of this folder stand at this one. */
export const noon = Date.UTC(2026, 10, 24, 12);

export interface ListBody {
  object: string;
  data: StripeObject[];
  has_more: boolean;
  url: string;
}

/** Asks in process, with the right key. */
export function ask(stripe: StripeFake, path: string, headers: Record<string, string> = {}): Promise<Response> {
  return stripe.fetch(`https://api.stripe.com${path}`, {
    headers: { authorization: `Bearer ${stripe.key}`, ...headers },
  });
}

/** Follows `has_more` to the end, with whatever else the query says. */
export async function allPages(stripe: StripeFake, collection: string, query = "limit=100"): Promise<ListBody[]> {
  const pages: ListBody[] = [];
  for (let cursor = ""; ; ) {
    const page: ListBody = await (await ask(stripe, `/v1/${collection}?${query}${cursor}`)).json();
    pages.push(page);
    if (!page.has_more) return pages;
    cursor = `&starting_after=${page.data.at(-1)?.id}`;
  }
}
