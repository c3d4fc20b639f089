import type { Clock } from "../shared/clock.ts";
import type { Random } from "../shared/random.ts";
import { type ManychatSubscriber, subscriber } from "./subscriber.ts";

/** The system fields by which ManyChat finds one subscriber. */
export type SystemField = "email" | "phone";

/** The page's subscribers, and the only ways to change them. */
export interface ManychatBook {
  readonly pageId: string;
  /** Adds a subscriber: `fields` over one of whom nothing is known. @throws RangeError when the id is taken */
  subscribe(fields?: Partial<ManychatSubscriber>): ManychatSubscriber;
  /** Puts a new version in the old one's place. @throws RangeError when there is none */
  update(id: string, patch: Partial<ManychatSubscriber>): ManychatSubscriber;
  /** Somebody deletes the subscriber on ManyChat's own page. @throws RangeError when there is none */
  remove(id: string): void;
  get(id: string): ManychatSubscriber | undefined;
  /** In the order in which they came. */
  subscribers(where?: (one: ManychatSubscriber) => boolean): ManychatSubscriber[];
  count(where?: (one: ManychatSubscriber) => boolean): number;
  /** Who has this e-mail or phone, the first who came; e-mails whatever their capitals. */
  find(field: SystemField, value: string): ManychatSubscriber | undefined;
}

/** A page without subscribers. */
export function createBook(pageId: string, now: Clock, random: Random): ManychatBook {
  const byId = new Map<string, ManychatSubscriber>();

  function newId(): string {
    // As long as Facebook's: some are larger than a JavaScript number holds exactly.
    const id = `${random.int(1, 9)}${String(random.int(0, 999_999_999_999_999)).padStart(15, "0")}`;
    return byId.has(id) ? newId() : id;
  }

  function existing(id: string): ManychatSubscriber {
    const found = byId.get(id);
    if (!found) throw new RangeError(`there is no subscriber '${id}'`);
    return found;
  }

  function subscribers(where: (one: ManychatSubscriber) => boolean = () => true) {
    return [...byId.values()].filter(where).map((one) => structuredClone(one));
  }

  return {
    pageId,
    subscribe(fields = {}) {
      const given = { id: newId(), page_id: pageId, subscribed: w3c(now()), ...fields };
      if (byId.has(given.id)) throw new RangeError(`there is a subscriber '${given.id}' already`);
      byId.set(given.id, subscriber(given));
      return structuredClone(existing(given.id));
    },
    update(id, patch) {
      byId.set(id, { ...existing(id), ...patch, id });
      return structuredClone(existing(id));
    },
    remove(id) {
      existing(id);
      byId.delete(id);
    },
    get: (id) => structuredClone(byId.get(id)),
    subscribers,
    count: (where) => subscribers(where).length,
    find(field, value) {
      const wanted = plain(value);
      return [...byId.values()].find((one) => one[field] !== "" && plain(one[field]) === wanted);
    },
  };
}

const plain = (value: string) => value.trim().toLowerCase();

/** A moment as ManyChat writes it, e.g. `2026-11-24T12:00:00+00:00`. */
export function w3c(ms: number): string {
  return `${new Date(ms).toISOString().slice(0, 19)}+00:00`;
}
