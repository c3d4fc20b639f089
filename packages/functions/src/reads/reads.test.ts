import { policyAnswer, runAnswer, runsAnswer } from "@sincro/client/contract";
import { describe, expect, it } from "vitest";
import { harness, problemIn, providerSecret } from "../testing/harness.ts";

async function withRuns() {
  const world = harness();
  const ids: string[] = [];
  for (const [source, account] of [
    ["stripe", "default"],
    ["stripe", "mexico"],
    ["paypal", "default"],
  ] as const) {
    const answer = await world.store.start({ source, account, mode: "7d" });
    if (answer.outcome === "started") ids.push(answer.run.id);
    world.pass(1);
  }
  const [first = "", second = "", third = ""] = ids;
  await world.store.cancel({ runId: first }, "ana", "enough");
  const list = async (query: string) => {
    const response = await world.get(`sync-runs${query}`);
    expect(response.status).toBe(200);
    return runsAnswer.parse(await response.json());
  };
  return { ...world, first, second, third, list };
}

describe("GET sync-runs", () => {
  it("lists runs, the newest first, as the very rows of the store", async () => {
    const { list, first, second, third, store } = await withRuns();
    const { runs, next } = await list("");
    expect([runs.map(({ id }) => id), next]).toEqual([[third, second, first], null]);
    expect(runs[0]).toEqual(await store.get(third));
  });

  it("filters, by every key of the contract", async () => {
    const { list, first, second, third } = await withRuns();
    const ids = async (query: string) => (await list(query)).runs.map(({ id }) => id);
    expect(await ids("?active")).toEqual([third, second]);
    expect(await ids("?active=true")).toEqual([third, second]);
    expect(await ids("?active=false")).toEqual([first]);
    expect(await ids("?source=stripe")).toEqual([second, first]);
    expect(await ids("?source=stripe&account=mexico")).toEqual([second]);
    expect(await ids("?groupId=7d1f5f4e-3c7b-4c3e-9a51-0d5e6f3f6a10")).toEqual([]);
  });

  it("pages by `next`, without a gap or a repetition", async () => {
    const { list, first, second, third } = await withRuns();
    const seen: string[] = [];
    for (let before = ""; ; ) {
      const { runs, next } = await list(`?limit=1${before}`);
      seen.push(...runs.map(({ id }) => id));
      if (next === null) break;
      before = `&before=${encodeURIComponent(next)}`;
    }
    expect(seen).toEqual([third, second, first]);
  });

  it.each([
    ["?limit=0", "invalid_request"],
    ["?limit=201", "invalid_request"],
    ["?limit=ten", "invalid_request"],
    ["?active=maybe", "invalid_request"],
    ["?groupId=1", "invalid_request"],
    ["?before=invented", "invalid_request"],
    ["?source=stripe&source=paypal", "invalid_request"],
    ["?status=running", "unknown_key"],
  ])("refuses %s", async (query, error) => {
    const { get } = harness();
    expect(await problemIn(await get(`sync-runs${query}`))).toMatchObject({ status: 400, error });
  });
});

describe("GET sync-runs/:id", () => {
  it("answers the row, its history and what it accepts now", async () => {
    const { get, first, second } = await withRuns();
    const read = async (id: string) => runAnswer.parse(await (await get(`sync-runs/${id}`)).json());
    const over = await read(first);
    expect(over.events.map(({ event }) => event)).toEqual(["START", "CANCEL"]);
    expect(over.run.error_message).toBe("enough");
    expect(over.allowed).toEqual([]);
    expect((await read(second)).allowed).toEqual(["CLAIM", "CANCEL"]);
  });

  it.each(["00000000-0000-4000-8000-000000000000", "x", "%00", "policy2"])("is a 404 for %s", async (id) => {
    const { get } = harness();
    expect(await problemIn(await get(`sync-runs/${id}`))).toMatchObject({ status: 404, error: "run_not_found" });
  });
});

describe("GET sync-runs/policy", () => {
  it("F12, F57 · says the numbers in force, the versions, the last sweep and the sources, and no secret", async () => {
    const { get, store } = harness({
      connectionOf: ({ name }) =>
        name === "stripe"
          ? { kind: "configured", connection: { credentials: { STRIPE_SECRET_KEY: providerSecret } }, demo: true }
          : { kind: "unconfigured", missing: ["PAYPAL_CLIENT_ID"], invalid: ["PAYPAL_API_BASE"] },
    });
    const text = await (await get("sync-runs/policy")).text();
    expect(text).not.toContain(providerSecret);
    const answer = policyAnswer.parse(JSON.parse(text));
    const status = await store.status();
    expect(answer).toMatchObject({
      policy: status.policy,
      sweptAt: null,
      version: "1.2.3",
      schemaVersion: status.schemaVersion,
    });
    expect(answer.sources).toEqual([
      {
        name: "stripe",
        title: "STRIPE",
        functionName: "fetch-stripe",
        streams: ["things"],
        configured: true,
        missing: [],
        invalid: [],
        demo: true,
        schedule: null,
      },
      {
        name: "paypal",
        title: "PAYPAL",
        functionName: "fetch-paypal",
        streams: ["things"],
        configured: false,
        missing: ["PAYPAL_CLIENT_ID"],
        invalid: ["PAYPAL_API_BASE"],
        demo: false,
        schedule: null,
      },
    ]);
  });
});
