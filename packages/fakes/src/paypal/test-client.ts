import type { PaypalFake } from "./fake.ts";

/** Any instant will do; all tests of this folder stand at this one. */
export const noon = Date.UTC(2026, 10, 24, 12);
export const dayMs = 86_400_000;

/** A page of the transaction search. */
export interface SearchBody {
  transaction_details: { transaction_info: Record<string, string>; [part: string]: unknown }[];
  end_date: string;
  last_refreshed_datetime: string;
  page: number;
  total_items: number;
  total_pages: number;
  links: { rel: string; href: string }[];
}

/** Asks for a token, with the right credentials unless others are given. */
export function askToken(paypal: PaypalFake, credentials = `${paypal.clientId}:${paypal.clientSecret}`) {
  return paypal.fetch("https://api-m.paypal.com/v1/oauth2/token", {
    method: "POST",
    headers: { authorization: `Basic ${btoa(credentials)}` },
    body: new URLSearchParams({ grant_type: "client_credentials" }),
  });
}

/** Asks in process, with a fresh token. */
export async function ask(paypal: PaypalFake, path: string): Promise<Response> {
  const { access_token } = (await (await askToken(paypal)).json()) as { access_token: string };
  return paypal.fetch(`https://api-m.paypal.com${path}`, { headers: { authorization: `Bearer ${access_token}` } });
}

/** The path of a search in the `days` days until noon. */
export function search(days: number, query = ""): string {
  const [start, end] = [new Date(noon - days * dayMs), new Date(noon)].map((date) => date.toISOString());
  return `/v1/reporting/transactions?start_date=${start}&end_date=${end}&${query}`;
}

/** The JSON of an answer that must be a good one. */
export async function bodyOf<T>(answer: Promise<Response>): Promise<T> {
  const response = await answer;
  if (!response.ok) throw new Error(`the fake answered ${response.status}: ${await response.text()}`);
  return (await response.json()) as T;
}
