import { allowedEvents, statuses } from "@sincro/machine";
import type { Handler } from "../http/call.ts";
import { json } from "../http/json.ts";
import { Problem } from "../http/problem.ts";

const uuid = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i;

/** `GET sync-runs/:id`: the row, its history, and the events that it accepts now. */
export const readRun: Handler = async ({ url, deps: { store } }) => {
  const id = url.pathname.split("/").filter(Boolean).at(-1) ?? "";
  const run = uuid.test(id) ? await store.get(id) : null;
  if (run === null) throw new Problem("run_not_found", "There is no run with this id.");
  const [events, { now }] = await Promise.all([store.events(id), store.status()]);
  // What the machine does not know allows nothing.
  const known = statuses.some((status) => status === run.status);
  return json({ run, events, allowed: known ? allowedEvents(run, new Date(now).toISOString()) : [], now });
};
