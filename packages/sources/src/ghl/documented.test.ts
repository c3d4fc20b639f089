import { assertGhlRequest, specsDir } from "@sincro/fakes/testing";
import { expect, it } from "vitest";
import { dayMs, locationWith, present, readAll, sliceOf } from "./ghl.fixture.ts";
import { ghlSource } from "./source.ts";

const skipped = specsDir ? "" : " (skipped: SINCRO_SPECS_DIR is not set)";

it.skipIf(!specsDir)(`asks only what GoHighLevel documents${skipped}`, async () => {
  const fake = locationWith({ counts: { contacts: 1_500, transactions: 500, subscriptions: 230, opportunities: 260 } });
  const bodies: unknown[] = [];
  const fetch: typeof globalThis.fetch = async (input, init) => {
    const request = input as Request;
    bodies.push(request.method === "POST" ? await request.clone().json() : undefined);
    return fake.fetch(request, init);
  };
  for (const startMs of [present - dayMs, present - 30 * dayMs, null]) {
    await readAll(sliceOf(fake, { fetch, windowStart: startMs === null ? null : new Date(startMs).toISOString() }));
  }
  await ghlSource.test(sliceOf(fake, { fetch }));
  expect(fake.log.entries.length).toBeGreaterThan(40);
  const posted = bodies.filter((body) => body !== undefined);
  for (const request of fake.log.entries) {
    if (request.method === "GET") assertGhlRequest(request, specsDir as string);
  }
  for (const body of posted) {
    assertGhlRequest({ method: "POST", path: "/contacts/search", query: {}, body }, specsDir as string);
  }
  expect(posted.some((body) => (body as { searchAfter?: unknown }).searchAfter !== undefined)).toBe(true);
  expect(() => assertGhlRequest({ method: "GET", path: "/contacts/", query: {} }, specsDir as string)).toThrow(
    "/contacts/",
  );
  const misspelt = { altId: "a", altType: "location", startDate: "2026-01-01" };
  expect(() =>
    assertGhlRequest({ method: "GET", path: "/payments/transactions", query: misspelt }, specsDir as string),
  ).toThrow("startDate");
});
