/** What to cut out of the rows that match. */
interface Cut {
  readonly start: number;
  readonly limit: number;
  /** Only half of the rows that the page should have, though there is more: a fault. */
  readonly half: boolean;
}

/** The rows of one page. */
export function pageFrom<Row>(rows: readonly Row[], { start, limit, half }: Cut): Row[] {
  const page = rows.slice(start, start + limit);
  return half ? page.slice(0, Math.ceil(page.length / 2)) : page;
}
