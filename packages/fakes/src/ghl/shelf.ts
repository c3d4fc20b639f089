import type { Clock } from "../shared/clock.ts";
import { type GhlCollection, type GhlObject, idOf, timeOf } from "./collections.ts";

/** An object with the values by which it is sorted. */
export interface Placed {
  readonly object: GhlObject;
  readonly id: string;
  /** Unix milliseconds. */
  readonly time: number;
}

/** One collection: what is true now, and what a search finds, which is what was true some seconds ago. */
export interface Shelf {
  get(id: string): GhlObject | undefined;
  /** In the order in which they were first put. */
  all(): GhlObject[];
  /** Puts an object, or a new version of it, that was made at `atMs`. */
  put(object: GhlObject, atMs: number): void;
  /** Takes an object away; until the index knows, a search still finds it. */
  remove(id: string, atMs: number): void;
  /** What a search finds that has a time in `field`, the oldest first, those of one moment by id. */
  found(field: string): readonly Placed[];
}

interface Pending {
  readonly due: number;
  readonly id: string;
  readonly object: GhlObject | null;
}

/**
 * An empty shelf.
 *
 * @param lagMs - how long a change takes until a search finds it, as of now
 */
export function createShelf(collection: GhlCollection, now: Clock, lagMs: () => number): Shelf {
  const truth = new Map<string, GhlObject>();
  const index = new Map<string, GhlObject>();
  const sorted = new Map<string, readonly Placed[]>();
  let pending: Pending[] = [];

  function apply({ id, object }: Pending): void {
    if (object === null) index.delete(id);
    else index.set(id, object);
    sorted.clear();
  }

  function settle(): void {
    const due = pending.filter((one) => one.due <= now());
    if (due.length === 0) return;
    pending = pending.filter((one) => one.due > now());
    for (const one of due) apply(one);
  }

  function change(id: string, object: GhlObject | null, atMs: number): void {
    const one = { due: atMs + lagMs(), id, object };
    pending = pending.filter((other) => other.id !== id || other.due < one.due);
    if (one.due <= now()) apply(one);
    else pending.push(one);
  }

  return {
    get: (id) => truth.get(id),
    all: () => [...truth.values()],
    put(object, atMs) {
      const id = idOf(collection, object);
      truth.set(id, object);
      change(id, object, atMs);
    },
    remove(id, atMs) {
      truth.delete(id);
      change(id, null, atMs);
    },
    found(field) {
      settle();
      const had = sorted.get(field);
      if (had) return had;
      const placed = [...index].flatMap(([id, object]) => {
        const time = timeOf(object, field);
        return time === null ? [] : [{ id, object, time }];
      });
      placed.sort((a, b) => a.time - b.time || (a.id < b.id ? -1 : 1));
      sorted.set(field, placed);
      return placed;
    },
  };
}
