import { expect, it } from "vitest";
import { createLog } from "./log.ts";

it("keeps method, path and parameters as sent, and no header", () => {
  const log = createLog();
  log.open(
    new Request("http://x/v1/events?limit=5&created%5Bgte%5D=9&types[]=a&types[]=b", {
      headers: { authorization: "Bearer sk_secret" },
    }),
  );
  expect(log.entries[0]).toMatchObject({
    method: "GET",
    path: "/v1/events",
    query: { limit: "5", "created[gte]": "9", "types[]": ["a", "b"] },
    outcome: "waiting",
    status: null,
  });
  expect(JSON.stringify(log.entries)).not.toContain("secret");
});

it("wakes whoever waits for a condition, at arrivals and at answers", async () => {
  const log = createLog();
  const answered = log.until((entries) => entries.some(({ status }) => status === 200));
  const entry = log.open(new Request("http://x/a"));
  log.settle(entry, { outcome: "answered", status: 200 });
  await answered;
  await log.until((entries) => entries.length === 1); // true already
  log.clear();
  expect(log.entries).toEqual([]);
});
