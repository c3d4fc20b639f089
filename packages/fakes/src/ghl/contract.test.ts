import { describe, expect, it } from "vitest";
import { manualClock } from "../shared/clock.ts";
import { type GhlContract, ghlContract } from "../testing/ghl-contract.ts";
import { specsDir } from "../testing/specs.ts";
import { createGhlFake } from "./fake.ts";
import { ask, listPath, noon, search } from "./test-client.ts";

const skipped = specsDir ? "" : " (skipped: SINCRO_SPECS_DIR is not set)";

describe.skipIf(!specsDir)(`against the contracts that GoHighLevel wrote${skipped}`, () => {
  const contract: GhlContract = specsDir ? ghlContract(specsDir) : ({} as GhlContract);
  const ghl = createGhlFake({ seed: 7, now: manualClock(noon) });

  it.each([
    ["/payments/transactions", "transactions"],
    ["/payments/subscriptions", "subscriptions"],
  ] as const)("every page of %s is as documented", async (path, collection) => {
    let count = 0;
    for (let offset = 0; offset < ghl.count(collection); offset += 30) {
      const page = await (await ask(ghl, listPath(ghl, path, `limit=30&offset=${offset}`))).json();
      expect(contract.page(path, page)).toEqual([]);
      count += (page as { data: unknown[] }).data.length;
    }
    expect(count).toBe(ghl.count(collection));
  });

  it("so is every page of opportunities", async () => {
    let [count, next] = [0, listPath(ghl, "/opportunities/search", "limit=50")];
    for (let pages = 0; next !== "" && pages < 10; pages++) {
      const page = await (await ask(ghl, next)).json();
      expect(contract.page("/opportunities/search", page)).toEqual([]);
      const { opportunities, meta } = page as { opportunities: unknown[]; meta: { nextPageUrl?: string } };
      count += opportunities.length;
      next = meta.nextPageUrl ? new URL(meta.nextPageUrl).pathname + new URL(meta.nextPageUrl).search : "";
    }
    expect(count).toBe(ghl.count("opportunities"));
  });

  it("so are the location and what tests create without a word", async () => {
    const fake = createGhlFake({ now: manualClock(noon), scale: 0 });
    fake.create("transactions", {});
    fake.create("subscriptions", {});
    fake.create("opportunities", {});
    for (const path of ["/payments/transactions", "/payments/subscriptions", "/opportunities/search"]) {
      expect(contract.page(path, await (await ask(fake, listPath(fake, path))).json())).toEqual([]);
    }
    const location = await (await ask(fake, `/locations/${fake.locationId}`)).json();
    expect(contract.page("/locations/{locationId}", location)).toEqual([]);
  });

  it("contacts are as the supplement says, which is not official", async () => {
    const page = await search(ghl, { pageLimit: 500 });
    expect(page.contacts.length).toBe(480);
    expect(contract.contacts(page)).toEqual([]);
  });

  it.each([
    [400, "/contacts/search", { pageLimit: 500, page: 21 }],
    [401, "/contacts/search", {}],
    [422, "/contacts/search", { pageLimit: 501 }],
  ])("so is the refusal %i of %s %j", async (status, path, body) => {
    const headers: Record<string, string> = status === 401 ? { authorization: "Bearer another" } : {};
    const refused = await ask(ghl, path, { locationId: ghl.locationId, pageLimit: 100, ...body }, headers);
    expect(refused.status).toBe(status);
    expect(contract.error(status, await refused.json())).toEqual([]);
  });

  it("knows what is wrong", () => {
    const [transaction = {}] = ghl.objects("transactions");
    const page = (change: object) => ({ data: [{ ...transaction, ...change }], totalCount: 1 });
    expect(contract.page("/payments/transactions", page({}))).toEqual([]);
    expect(contract.page("/payments/transactions", page({ status: 5 }))).not.toEqual([]);
    expect(contract.page("/payments/transactions", page({ colour: "red" }))).not.toEqual([]);
    expect(contract.page("/payments/transactions", { data: [] })).not.toEqual([]);
    expect(contract.page("/nothing", {})).not.toEqual([]);
    expect(contract.contacts({ contacts: [{ id: 5 }], total: 1 })).not.toEqual([]);
    expect(contract.error(422, { message: "one text" })).not.toEqual([]);
  });
});
