import type { Json } from "@sincro/machine";
import { expect } from "vitest";
import { isStoreError } from "../errors.ts";
import type { KnownPerson, RunStore, Scope } from "../port.ts";
import { claimed, endAs, page } from "./steps.ts";
import type { PromiseTest } from "./under-test.ts";

type Given = readonly [object: string, id: string, data: Json];

const manychat = { source: "manychat", account: "default" } as const;

/** Writes records of a source in a run of their own. */
async function wrote(store: RunStore, scope: Scope, ...given: readonly Given[]): Promise<void> {
  const held = await claimed(store, scope);
  const records = given.map(([object, id, data]) => ({ object, id, data }));
  expect(await store.commit(page(held, 1, { records }))).toMatchObject({ applied: true, inserted: records.length });
  await endAs(store, held, "completed");
}

const customer = (id: string, data: Json): Given => ["customer", id, data];

/** All that a scope is told, page by page. */
async function everybody(store: RunStore, scope: Scope, limit: number): Promise<readonly KnownPerson[]> {
  const all: KnownPerson[] = [];
  for (let after: string | null = null, pages = 0; ; pages++) {
    expect(pages).toBeLessThan(50);
    const { contacts, next } = await store.knownContacts({ ...scope, after, limit });
    expect(contacts.length).toBeLessThanOrEqual(limit);
    all.push(...contacts);
    if (next === null) return all;
    after = next;
  }
}

/** What the installation knows of people and ids, for a source that cannot list them. */
export function known(promise: PromiseTest): void {
  promise("people of other sources: each e-mail once, with a phone that goes with it", async ({ store }) => {
    await wrote(
      store,
      { source: "stripe", account: "default" },
      customer("a", { email: " Ana@Example.com ", phone: "+52 (55) 1234-5678" }),
      customer("b", { email: "beto@example.com", phone: null }),
      customer("c", { email: "nobody", phone: "55 1234 5678" }),
    );
    await wrote(store, { source: "ghl", account: "default" }, [
      "contact",
      "1",
      { email: "ana@example.com", phone: "+525512345678" },
    ]);
    expect(await everybody(store, manychat, 10)).toEqual([
      { email: "ana@example.com", phone: "+525512345678" },
      { email: "beto@example.com", phone: null },
    ]);
  });

  promise(
    "a phone that two people share goes with the first, and the second phone of one comes alone",
    async ({ store }) => {
      await wrote(
        store,
        { source: "ghl", account: "default" },
        ["contact", "1", { email: "ana@example.com", phone: "+525500000001" }],
        ["contact", "2", { email: "beto@example.com", phone: "+525500000001" }],
        ["contact", "3", { email: "ana@example.com", phone: "+525500000002" }],
        ["contact", "4", { phone: "00 52 55 0000 0003" }],
      );
      expect(await everybody(store, manychat, 10)).toEqual([
        { email: "ana@example.com", phone: "+525500000001" },
        { email: "beto@example.com", phone: null },
        { email: null, phone: "+525500000002" },
        { email: null, phone: "+525500000003" },
      ]);
    },
  );

  promise("the pages of any size are the same people", async ({ store }) => {
    const people = Array.from({ length: 7 }, (_, n): Given => {
      return [
        "contact",
        String(n),
        { email: n % 3 === 0 ? null : `p${n % 5}@example.com`, phone: `+5255000000${10 + n}` },
      ];
    });
    await wrote(store, { source: "ghl", account: "default" }, ...people);
    const whole = await everybody(store, manychat, 1_000);
    expect(whole.flatMap(({ phone }) => phone ?? []).sort()).toEqual(
      people.map(([, , data]) => (data as { phone: string }).phone),
    );
    for (const limit of [1, 2, 3]) expect(await everybody(store, manychat, limit)).toEqual(whole);
  });

  promise("PayPal's payers are known, what is neither a person nor one's own is not", async ({ store }) => {
    await wrote(store, { source: "paypal", account: "default" }, [
      "transaction",
      "1",
      { payer_info: { email_address: "Payer@Example.com" } },
    ]);
    await wrote(store, { source: "stripe", account: "default" }, ["invoice", "1", { email: "invoice@example.com" }]);
    await wrote(store, { source: "stripe", account: "other" }, customer("z", { email: "other@example.com" }));
    await wrote(store, manychat, ["subscriber", "9", { email: "own@example.com", whatsapp_phone: "5215512345678" }]);
    expect(await everybody(store, manychat, 10)).toEqual([{ email: "payer@example.com", phone: null }]);
    expect(await everybody(store, { source: "stripe", account: "default" }, 10)).toEqual([
      { email: "own@example.com", phone: "+5215512345678" },
      { email: "payer@example.com", phone: null },
    ]);
    expect(await everybody(store, { source: "ghl", account: "nobody" }, 10)).toEqual([]);
  });

  promise("a cursor of something else is refused", async ({ store }) => {
    const failure = await store.knownContacts({ ...manychat, after: "x" }).catch((error: unknown) => error);
    expect(isStoreError(failure) && failure.code).toBe("store_rejected");
  });

  promise("a source's own ids, in order and page by page", async ({ store }) => {
    const ids = ["1", "2", "3", "4", "5"];
    await wrote(store, manychat, ...ids.map((id): Given => ["subscriber", id, { id }]), ["tag", "0", {}]);
    await wrote(store, { source: "manychat", account: "other" }, ["subscriber", "0", {}]);
    const request = { ...manychat, object: "subscriber" };
    expect(await store.knownIds(request)).toEqual({ ids, next: null });
    const start = await store.knownIds({ ...request, limit: 3 });
    expect(start).toEqual({ ids: ["1", "2", "3"], next: "3" });
    expect(await store.knownIds({ ...request, limit: 3, after: start.next })).toEqual({ ids: ["4", "5"], next: null });
    expect(await store.knownIds({ ...request, object: "nothing" })).toEqual({ ids: [], next: null });
  });
}
