import { createGhlFake, type GhlCollection } from "@sincro/fakes";
import type { Json } from "@sincro/machine";
import type { Clock, Provider } from "./provider.ts";

const counts = { contacts: 1_500, transactions: 430, subscriptions: 330, opportunities: 330 };
const collections = {
  subscriptions: "subscription",
  opportunities: "opportunity",
  transactions: "transaction",
  contacts: "contact",
} as const satisfies Record<GhlCollection, string>;

/** A GoHighLevel location that gives a hundred contacts at once and refuses more: some thirty pages of all kinds. */
export function ghl(now: Clock): Provider {
  const fake = createGhlFake({ seed: 11, now, counts, historyDays: 500, maxPageLimit: 100 });
  return {
    name: "ghl",
    fake,
    credentials: { GHL_API_KEY: fake.key, GHL_LOCATION_ID: fake.locationId },
    objects: () =>
      (Object.keys(collections) as GhlCollection[]).flatMap((name) =>
        fake.objects(name).map((data) => ({
          object: collections[name],
          id: String(data.id ?? data._id),
          data: data as Json,
        })),
      ),
    comesAgain: true,
    rules: [{ kind: "half", every: 2 }],
    mayRefuse: ({ path, status }) => status === 422 && path === "/contacts/search",
    atOnce: 16,
  };
}
