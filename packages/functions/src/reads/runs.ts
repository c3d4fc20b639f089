import { parseRunsQuery } from "@sincro/client/contract";
import { isStoreError } from "@sincro/store";
import type { Handler } from "../http/call.ts";
import { json } from "../http/json.ts";
import { Problem, refusedRequest } from "../http/problem.ts";

/** `GET sync-runs`: runs, newest first. */
export const listRuns: Handler = async ({ url, deps }) => {
  const parsed = parseRunsQuery(url.searchParams);
  if (!parsed.ok) throw refusedRequest(parsed);
  const { before } = parsed.value;
  try {
    return json(await deps.store.list(parsed.value));
  } catch (error) {
    // The store refuses a place in the list that it did not write; the caller invented it.
    if (before === undefined || !isStoreError(error) || error.code !== "store_rejected") throw error;
    const issues = [{ path: "before", message: "not the `next` of a page" }];
    throw new Problem("invalid_request", "before: not the `next` of a page", { members: { keys: [], issues } });
  }
};
