import type { Random } from "../shared/random.ts";

/** Makes an id with the prefix (`cus`, `ch` …) that Stripe gives its kind. */
export type NewId = (prefix: string) => string;

/** The middle of every long id: on a real account, the account's own mark. */
const accountMark = "Mx7QdR2kVn";

const shortIds = new Set(["cus", "prod", "si", "req"]);

/** Ids of the shapes that Stripe's have: `cus_QXg1o8vcGmoR32`, `ch_3PgafuMx7QdR2kVnXYmPNZs8`. */
export function createIds(random: Random): NewId {
  return (prefix) => {
    if (shortIds.has(prefix)) return `${prefix}_${random.token(14)}`;
    return `${prefix}_3${random.token(5)}${accountMark}${random.token(8)}`;
  };
}
