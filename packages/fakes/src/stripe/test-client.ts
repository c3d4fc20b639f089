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

/** All pages of a list, with what it leaves out unless it is asked for. */
export async function wholeList(stripe: StripeFake, collection: string, limit = 100): Promise<ListBody[]> {
  const more = { subscriptions: ["&status=all"], prices: ["&active=true", "&active=false"] }[collection] ?? [""];
  const lists = await Promise.all(more.map((query) => allPages(stripe, collection, `limit=${limit}${query}`)));
  return lists.flat().filter(({ data }, _, all) => data.length > 0 || all.length === 1);
}
