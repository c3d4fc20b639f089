import type { Random } from "../shared/random.ts";
import type { GhlCollection } from "./collections.ts";

/** Makes an id in the shape that a collection's ids have. */
export type NewId = (collection: GhlCollection) => string;

const hex = "0123456789abcdef".split("");

/** Ids like `ocQHyuzHvysMo5N5VsXc` for contacts and opportunities, like `61dd0feac077f72010f78804` for payments. */
export function createIds(random: Random): NewId {
  return (collection) =>
    collection === "contacts" || collection === "opportunities"
      ? random.token(20)
      : Array.from({ length: 24 }, () => random.pick(hex)).join("");
}
