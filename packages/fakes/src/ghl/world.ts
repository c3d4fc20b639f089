import type { Clock } from "../shared/clock.ts";
import { collectionNames, collections, type GhlCollection, type GhlObject } from "./collections.ts";
import type { NewId } from "./ids.ts";
import { templates } from "./objects/index.ts";
import { createShelf, type Shelf } from "./shelf.ts";

/** When a change happens, in Unix milliseconds; by default the present. */
export interface GhlMoment {
  readonly at?: number;
}

type Fields = Readonly<Record<string, unknown>>;

/** Everything that the location has, and the only ways to change it. */
export interface GhlWorld {
  readonly now: Clock;
  readonly locationId: string;
  readonly newId: NewId;
  readonly shelves: Readonly<Record<GhlCollection, Shelf>>;
  /** Creates an object: `fields` over the template of its kind. */
  create(collection: GhlCollection, fields: Fields, moment?: GhlMoment): GhlObject;
  /** Puts a new version in the old one's place; its date of change moves. @throws RangeError when there is none */
  update(collection: GhlCollection, id: string, patch: Fields, moment?: GhlMoment): GhlObject;
  /** Deletes an object; nothing tells of it. @throws RangeError when there is none */
  remove(collection: GhlCollection, id: string, moment?: GhlMoment): void;
}

/** What a world is made from. */
export interface WorldParts {
  readonly now: Clock;
  readonly locationId: string;
  readonly newId: NewId;
  /** How long a search takes to find a change, in milliseconds. */
  readonly indexLagMs: () => number;
}

/** A location in which nothing has happened yet. */
export function createWorld({ now, locationId, newId, indexLagMs }: WorldParts): GhlWorld {
  const shelfOf = (name: GhlCollection) => createShelf(name, now, collections[name].indexed ? indexLagMs : () => 0);
  const shelves = Object.fromEntries(collectionNames.map((name) => [name, shelfOf(name)])) as GhlWorld["shelves"];

  function existing(collection: GhlCollection, id: string): GhlObject {
    const object = shelves[collection].get(id);
    if (!object) throw new RangeError(`there is nothing with the id '${id}' in ${collection}`);
    return object;
  }

  return {
    now,
    locationId,
    newId,
    shelves,
    create(collection, fields, { at = now() } = {}) {
      const { id: idField, created, updated } = collections[collection];
      const time = new Date(at).toISOString();
      const own = { [idField]: newId(collection), [created]: time, [updated]: time };
      const object = templates[collection](locationId, { ...own, ...fields });
      shelves[collection].put(object, at);
      return object;
    },
    update(collection, id, patch, { at = now() } = {}) {
      const { id: idField, created, updated } = collections[collection];
      const old = existing(collection, id);
      const fixed = { [idField]: id, [created]: old[created], [updated]: new Date(at).toISOString() };
      const object = { ...old, ...patch, ...fixed };
      shelves[collection].put(object, at);
      return object;
    },
    remove(collection, id, { at = now() } = {}) {
      existing(collection, id);
      shelves[collection].remove(id, at);
    },
  };
}
