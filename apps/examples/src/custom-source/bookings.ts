// A source of one's own: the bookings of an imaginary studio software, in one file.
import type { Json } from "@sincro/machine";
import { type Client, type Connection, createClient, defineSource, type Stream } from "@sincro/sources";
import * as z from "zod";

/** What the provider sends; only what the source itself needs is checked, the rest is kept as it is. */
const answer = z.object({
  bookings: z.array(z.looseObject({ id: z.string().min(1), updated_at: z.iso.datetime() })),
  next: z.string().min(1).nullable(),
});

const problem = z.object({ error: z.string() }).partial().catch({});

function connect(connection: Connection): Client {
  const key = connection.credentials.STUDIO_API_KEY ?? "";
  return createClient({
    title: "Studio",
    baseUrl: connection.baseUrl ?? "https://api.studio.example",
    headers: { authorization: `Bearer ${key}` },
    secrets: [key],
    readProblem: (body) => ({ message: problem.parse(body).error }),
    connection,
  });
}

/** Every booking, by the time of its last change: a run of the last day has what was created or changed in it. */
const bookings: Stream<Client, string> = {
  object: "booking",
  cursor: z.string(),
  windows: { earliest: Date.UTC(2020, 0, 1), order: "oldest first", divisible: true },
  whole: true,
  async *pages(task, { client }) {
    for (let cursor = task.cursor; ; ) {
      // The span is read at each page: while this task is busy, half of it may have gone to idle hands.
      const { from, to } = task.span ?? { from: 0, to: 0 };
      const query = { updated_from: iso(from), updated_before: iso(to), after: cursor ?? undefined, limit: 100 };
      const page = await client.get("/v1/bookings", query, (body) => answer.parse(body));
      yield {
        records: page.bookings.map(recordOf),
        times: page.bookings.map(({ updated_at }) => Date.parse(updated_at)),
        next: page.next, // null: the provider itself says that there is no more
      };
      if (page.next === null) return;
      cursor = page.next;
    }
  },
};

const recordOf = (one: z.infer<typeof answer>["bookings"][number]) => ({
  object: "booking",
  id: one.id,
  updatedAt: one.updated_at,
  data: one as Json,
});

const iso = (ms: number) => new Date(ms).toISOString();

/** The whole source. With it in the list of sources it has its function, its card in the page and its line in `doctor`. */
export const studio = defineSource({
  name: "studio",
  title: "Studio",
  functionName: "sync-studio",
  credentials: [{ env: "STUDIO_API_KEY", secret: true }],
  baseEnv: "STUDIO_API_BASE",
  rates: [{ scope: "account", requests: 20, perMs: 1_000 }],
  client: connect,
  streams: { bookings },
  test: (client) => client.get("/v1/me", {}, (body) => z.object({ name: z.string() }).parse(body).name),
});
