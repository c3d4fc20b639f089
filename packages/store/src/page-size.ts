/** How many runs a page of the list holds when nobody says, and at most. */
export function pageSize(limit = 50): number {
  return Math.min(Math.max(Math.trunc(limit), 1), 500);
}
