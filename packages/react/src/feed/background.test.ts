import type { RunsRequest } from "@sincro/client";
import type { SyncRunRow } from "@sincro/machine";
import { expect, it } from "vitest";
import { over } from "../view/run.fixture.ts";
import type { RunRow } from "../view/run-row.ts";
import { readBackground } from "./background.ts";

/** A server with these runs, newest first, that answers so many at a time. */
function server(runs: readonly RunRow[]) {
  const asked: RunsRequest[] = [];
  const feed = {
    async runs(request: RunsRequest = {}) {
      asked.push(request);
      const own = runs.filter((run) => run.source === request.source);
      const from = Number(request.before ?? 0);
      const to = from + (request.limit ?? 50);
      return {
        runs: own.slice(from, to) as readonly SyncRunRow[] as SyncRunRow[],
        next: to < own.length ? String(to) : null,
      };
    },
  };
  return { feed, asked };
}

const runsOf = (source: string, statuses: readonly string[]) =>
  statuses.map((status, n) => over(status, n * 600, { id: `${source}-${n}`, source }));
const many = (status: string, count: number) => Array.from({ length: count }, () => status);

it("a source that has failed for long still has its last completed runs", async () => {
  const stripe = runsOf("stripe", [...many("failed", 300), ...many("completed", 20)]);
  const { feed, asked } = server(stripe);
  const found = await readBackground(feed, ["stripe"], stripe.slice(0, 50));
  expect(found[0]?.id).toBe("stripe-300");
  expect(found.length).toBeGreaterThanOrEqual(5);
  expect(asked.map(({ before }) => before)).toEqual([undefined, "200"]);
});

it("asks nothing for a source that has enough, and stops at the end and after a thousand", async () => {
  const paypal = runsOf("paypal", many("completed", 6));
  const ghl = runsOf("ghl", ["completed", "failed"]);
  const manychat = runsOf("manychat", many("failed", 3_000));
  const { feed, asked } = server([...paypal, ...ghl, ...manychat]);
  const found = await readBackground(feed, ["paypal", "ghl", "manychat"], paypal);
  const of = (source: string) => asked.filter((request) => request.source === source).length;
  expect([of("paypal"), of("ghl"), of("manychat")]).toEqual([0, 1, 5]);
  expect(found.map(({ source }) => source)).toEqual([...many("paypal", 6), "ghl"]);
});

it("a dry run tells nothing of what is up to date", async () => {
  const { feed } = server([over("completed", 60, { dry_run: true })]);
  expect(await readBackground(feed, ["stripe"], [])).toEqual([]);
});
