import { SourceError } from "@sincro/sources";
import type { HeldRun } from "@sincro/worker";

/** Where the charges come from. */
export interface Provider {
  readonly url: string;
  readonly key: string;
}

/**
 * Commits every charge, a page at a time, from where the run was left.
 *
 * @throws SourceError when trying again is of no use; whatever else it throws, the run goes on at a later call
 */
export async function charges(run: HeldRun, { url, key }: Provider): Promise<void> {
  let last = run.checkpoint as string | null;
  for (;;) {
    const query = new URLSearchParams({ limit: "100", ...(last && { starting_after: last }) });
    const headers = { authorization: `Bearer ${key}` };
    const answer = await fetch(`${url}/v1/charges?${query}`, { headers, signal: run.signal });
    if (answer.status === 401)
      throw new SourceError("credentials_refused", "the key was refused", { retryable: false });
    if (!answer.ok) throw new Error(`the provider answered ${answer.status}`);
    const page = (await answer.json()) as { data: { id: string }[]; has_more: boolean };
    last = page.data.at(-1)?.id ?? last;
    await run.commit({ records: page.data.map((data) => ({ object: "charge", id: data.id, data })), checkpoint: last });
    if (!page.has_more) return; // the provider said that there is no more
  }
}
