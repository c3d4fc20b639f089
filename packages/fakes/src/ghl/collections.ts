/** An object as GoHighLevel sends it; which fields it has is checked against the contracts in tests. */
export interface GhlObject {
  readonly [field: string]: unknown;
}

interface Collection {
  /** The field with its id: payments come from another database than the rest. */
  readonly id: "id" | "_id";
  readonly created: string;
  readonly updated: string;
  /** Whether it is found by an index, which lags behind, and not in the database itself. */
  readonly indexed: boolean;
}

/** What the fake has. */
export const collections = {
  contacts: { id: "id", created: "dateAdded", updated: "dateUpdated", indexed: true },
  transactions: { id: "_id", created: "createdAt", updated: "updatedAt", indexed: false },
  subscriptions: { id: "_id", created: "createdAt", updated: "updatedAt", indexed: false },
  opportunities: { id: "id", created: "createdAt", updated: "updatedAt", indexed: true },
} as const satisfies Record<string, Collection>;

/** The name of a collection of {@link collections}. */
export type GhlCollection = keyof typeof collections;

/** All names, in order. */
export const collectionNames = Object.keys(collections) as readonly GhlCollection[];

/** The id of an object. */
export function idOf(collection: GhlCollection, object: GhlObject): string {
  return String(object[collections[collection].id]);
}

/** When an object was created or last changed, in Unix milliseconds; null where it does not say. */
export function timeOf(object: GhlObject, field: string): number | null {
  const time = object[field];
  return typeof time === "string" ? Date.parse(time) : null;
}
