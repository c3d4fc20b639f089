import { sweepAnswer } from "@sincro/client/contract";
import { describe, expect, it } from "vitest";
import { harness } from "../testing/harness.ts";

const sweptBy = async (response: Response) => {
  expect(response.status).toBe(200);
  return sweepAnswer.parse(await response.json());
};

async function oneSilentOneLive() {
  const world = harness();
  await world.store.start({ source: "stripe", mode: "7d", worker: "slice-1" });
  world.pass(61_000);
  await world.store.start({ source: "paypal", mode: "7d", worker: "slice-2" });
  const statuses = async () => (await world.runs()).map(({ source, status }) => [source, status]).sort();
  return { ...world, statuses };
}

describe.each(["sync-command-center", "fetch-stripe"])("sweep at %s", (path) => {
  it("takes up the run whose deadline has passed, and calls a worker for it", async () => {
    const { post, statuses, dispatched } = await oneSilentOneLive();
    expect(await sweptBy(await post(path, { sweep: true }))).toMatchObject({
      expired: 1,
      released: 0,
      dispatched: 1,
      receipt: [{ source: "stripe", to: "continuing" }],
    });
    expect(await statuses()).toEqual([
      ["paypal", "running"],
      ["stripe", "continuing"],
    ]);
    expect(dispatched.map(({ source }) => source)).toEqual(["stripe"]);
  });

  it.each([{ sweep: true, release: true }, { cleanupStale: true }])(
    "F11 · lets the silent run go with %j, and only that",
    async (body) => {
      const { post, statuses, dispatched } = await oneSilentOneLive();
      expect(await sweptBy(await post(path, body))).toMatchObject({ expired: 0, released: 1, dispatched: 0 });
      expect(await statuses()).toEqual([
        ["paypal", "running"],
        ["stripe", "stale"],
      ]);
      expect(dispatched).toEqual([]);
    },
  );
});
