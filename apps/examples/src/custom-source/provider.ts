/** A booking as the imaginary provider sends it. */
export interface Booking {
  readonly id: string;
  readonly updated_at: string;
  readonly customer: string;
}

/** What the example runs against, in place of a real provider: it lists bookings, and refuses a wrong key. */
export function studioProvider(bookings: readonly Booking[], key: string): typeof fetch {
  const sorted = bookings.toSorted((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
  return async (input) => {
    const request = input as Request;
    if (request.headers.get("authorization") !== `Bearer ${key}`)
      return Response.json({ error: "wrong key" }, { status: 401 });
    const { pathname, searchParams } = new URL(request.url);
    if (pathname === "/v1/me") return Response.json({ name: "Estudio Mariposa" });
    const [from, before, after = ""] = ["updated_from", "updated_before", "after"].map(
      (name) => searchParams.get(name) ?? "",
    );
    const found = sorted.filter(
      (one) => one.updated_at >= `${from}` && one.updated_at < `${before}` && keyOf(one) > after,
    );
    const page = found.slice(0, Number(searchParams.get("limit")));
    const last = page.at(-1);
    return Response.json({
      bookings: page,
      next: last !== undefined && found.length > page.length ? keyOf(last) : null,
    });
  };
}

const keyOf = ({ updated_at, id }: Booking) => `${updated_at} ${id}`;
