import type { Clock } from "../shared/clock.ts";
import { collections, type StripeCollection, type StripeList, type StripeObject } from "./collections.ts";
import { type Change, eventTypeOf } from "./event-types.ts";
import type { NewId } from "./ids.ts";
import { event } from "./objects/event.ts";
import { templates } from "./objects/index.ts";
import { createTimeline, type Timeline } from "./timeline.ts";

/** `/v1/events` reaches back 30 days (Stripe's documentation). */
export const eventRetentionS = 30 * 24 * 60 * 60;

/** When a change happens and which event tells of it. */
export interface Moment {
  /** Unix seconds; by default the present. */
  at?: number;
  /** By default the type that Stripe uses for such a change. */
  event?: string;
}

type Fields = Record<string, unknown>;

/** Everything that the account has, and the only ways to change it; each change leaves its event. */
export interface StripeWorld {
  /** The present in Unix seconds. */
  nowS(): number;
  newId: NewId;
  timelines: Readonly<Record<StripeCollection, Timeline>>;
  /** Customers that were deleted: they can still be fetched by id, as a stub. */
  deleted: ReadonlyMap<string, unknown>;
  /** Creates an object: `fields` over the template of its kind. */
  create(list: StripeList, fields: Fields, moment?: Moment): StripeObject;
  /** Puts a new version in the old one's place. @throws RangeError when there is none */
  update(list: StripeList, id: string, patch: Fields, moment?: Moment): StripeObject;
  /** Deletes a customer, the only one of these kinds that Stripe lets one delete. @throws RangeError when there is none */
  deleteCustomer(id: string, moment?: Moment): void;
}

/** An account in which nothing has happened yet. */
export function createWorld(now: Clock, newId: NewId): StripeWorld {
  const names = Object.keys(collections) as StripeCollection[];
  const timelines = Object.fromEntries(names.map((name) => [name, createTimeline()])) as StripeWorld["timelines"];
  const deleted = new Map<string, unknown>();
  const nowS = () => Math.floor(now() / 1000);

  function tell(list: StripeList, change: Change, object: StripeObject, moment: Moment, previous?: Fields) {
    const created = moment.at ?? nowS();
    if (created < nowS() - eventRetentionS) return;
    const type = moment.event ?? eventTypeOf(list, change, object);
    timelines.events.put(event({ id: newId("evt"), created, type, object, previous }));
  }

  function existing(list: StripeList, id: string): StripeObject {
    const object = timelines[list].get(id);
    if (!object) throw new RangeError(`there is no ${collections[list].object} '${id}'`);
    return object;
  }

  return {
    nowS,
    newId,
    timelines,
    deleted,
    create(list, fields, moment = {}) {
      const template = templates[list] as (fields: object) => StripeObject;
      const object = template({ id: newId(collections[list].prefix), created: moment.at ?? nowS(), ...fields });
      timelines[list].put(object);
      tell(list, "created", object, moment);
      return object;
    },
    update(list, id, patch, moment = {}) {
      const old = existing(list, id);
      const object: StripeObject = { ...old, ...patch, id, created: old.created };
      timelines[list].put(object);
      const previous = Object.fromEntries(Object.keys(patch).map((key) => [key, old[key]]));
      tell(list, "updated", object, moment, previous);
      return object;
    },
    deleteCustomer(id, moment = {}) {
      const object = existing("customers", id);
      timelines.customers.remove(id);
      deleted.set(id, { id, object: "customer", deleted: true });
      tell("customers", "deleted", object, moment);
    },
  };
}
