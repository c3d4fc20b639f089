import type { StripeObject } from "./collections.ts";

/** Bounds on `created`, in Unix seconds. */
export interface CreatedRange {
  gt?: number;
  gte?: number;
  lt?: number;
  lte?: number;
}

/**
 * Objects in order of `created`, those of the same second in order of arrival. Positions are found by halving, so a
 * page deep in the past costs no more than the first one.
 */
export interface Timeline {
  readonly size: number;
  get(id: string): StripeObject | undefined;
  at(position: number): StripeObject;
  /** Adds an object, or puts a new version where the old one stood (`created` never changes). */
  put(object: StripeObject): void;
  remove(id: string): void;
  /** The first position that is not older than `created`. */
  lowerBound(created: number): number;
  positionOf(object: StripeObject): number;
}

/** A timeline with nothing in it. */
export function createTimeline(): Timeline {
  const ids: string[] = [];
  const times: number[] = [];
  const byId = new Map<string, StripeObject>();

  function lowerBound(created: number) {
    let [low, high] = [0, times.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((times[middle] as number) < created) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  const positionOf = ({ id, created }: StripeObject) => ids.indexOf(id, lowerBound(created));

  return {
    get size() {
      return ids.length;
    },
    get: (id) => byId.get(id),
    at: (position) => byId.get(ids[position] as string) as StripeObject,
    put(object) {
      if (!byId.has(object.id)) {
        const position = lowerBound(object.created + 1);
        ids.splice(position, 0, object.id);
        times.splice(position, 0, object.created);
      }
      byId.set(object.id, object);
    },
    remove(id) {
      const object = byId.get(id);
      if (!object) return;
      const position = positionOf(object);
      ids.splice(position, 1);
      times.splice(position, 1);
      byId.delete(id);
    },
    lowerBound,
    positionOf,
  };
}
