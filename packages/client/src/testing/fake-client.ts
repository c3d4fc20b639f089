import { type Client, createClient, isApiError } from "../index.ts";
import { startedRun } from "./rows.ts";

interface Sent {
  readonly method: string;
  readonly url: string;
  readonly body: unknown;
  readonly token: string | null;
}

/** A client whose every request gets the same answer, and what it asked. */
export function clientOf(status: number, body: unknown, headers: Record<string, string> = {}) {
  const sent: Sent[] = [];
  const client = createClient({
    baseUrl: "https://sincro.test/",
    token: async () => "token-1",
    fetch: async (url, init) => {
      const request = new Request(url, init);
      const text = await request.text();
      const token = request.headers.get("authorization");
      sent.push({ method: request.method, url: request.url, body: text === "" ? null : JSON.parse(text), token });
      return new Response(typeof body === "string" ? body : JSON.stringify(body), { status, headers });
    },
  });
  return { client, sent };
}

export const run = startedRun();
export const started = {
  success: true,
  groupId: null,
  runs: [{ source: "stripe", outcome: "started", run, repeated: false, cancelled: [] }],
};
export const conflict = {
  type: "urn:sincro:error:sync_already_running",
  title: "A sync is already running",
  status: 409,
  detail: "…",
  error: "sync_already_running",
  success: false,
  groupId: null,
  runs: [{ source: "stripe", outcome: "conflict", run }],
  actions: ["attach", "restart", "wait"],
  holders: [{ source: "stripe", runId: run.id, startedAt: run.started_at }],
};
export const problem = {
  type: "about:blank",
  title: "…",
  status: 422,
  detail: "Set STRIPE_SECRET_KEY.",
  error: "source_unconfigured",
  missing: ["STRIPE_SECRET_KEY"],
};

export const thrownBy = async (call: Promise<unknown>) => {
  const error = await call.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (!isApiError(error)) throw new Error(`no ApiError: ${String(error)}`);
  return error;
};

export const methods: Record<string, (client: Client) => Promise<unknown>> = {
  syncAll: (client) => client.syncAll({ mode: "7d" }),
  sync: (client) => client.sync("stripe", { mode: "7d" }),
  resume: (client) => client.resume("stripe"),
  cancel: (client) => client.cancel({ all: true }),
  sweep: (client) => client.sweep(),
  test: (client) => client.test("stripe"),
  runs: (client) => client.runs(),
  run: (client) => client.run("x"),
  policy: (client) => client.policy(),
  schedules: (client) => client.schedules(),
  setSchedule: (client) => client.setSchedule({ source: "stripe", cron: "@daily" }),
  removeSchedules: (client) => client.removeSchedules({ source: "stripe" }),
  signIn: (client) => client.signIn({ code: "x" }),
  session: (client) => client.session(),
  signOut: (client) => client.signOut(),
  stream: async (client) => {
    for await (const _ of client.stream()) throw new Error("an event of nothing");
  },
};
export const starts = ["syncAll", "sync", "resume"];
