import { once } from "node:events";
import { createServer, type IncomingMessage, request, type ServerResponse } from "node:http";
import { connect } from "node:net";
import { json } from "node:stream/consumers";
import { pipeline } from "node:stream/promises";
import { createFeed, createFunctions, supabaseAuth } from "@sincro/functions";
import { sources } from "@sincro/sources";
import type { RunStore } from "@sincro/store";
import { migrate } from "@sincro/store/migrations";
import { connectPostgres } from "@sincro/store/postgres";
import {
  databaseOn,
  type RealtimeDouble,
  realtimeStandIn,
  startRealtimeDouble,
  startSupabaseCluster,
  superuser,
} from "@sincro/store/testing";
import { freePort } from "../../cli/src/e2e/serve.fixture.ts";
import { listen } from "../../cli/src/serve/listen.ts";
import { openPage } from "../../cli/src/serve/page.ts";

/** A project on Supabase under one address: its functions and database are real, Auth and Realtime are doubles. */
export interface Project {
  readonly url: string;
  readonly store: RunStore;
  /** Says where the page has been built, so that it is served. */
  showPage(folder: string): void;
  close(): Promise<void>;
}

/** Who has a password in the project. */
export const users = {
  "ana@acme.mx": { password: "correct horse", role: "operator" },
  "leo@acme.mx": { password: "battery staple", role: "viewer" },
} as const;

export async function startProject(): Promise<Project> {
  const cluster = await startSupabaseCluster({ version: 18 });
  const database = await databaseOn(cluster, { migrate: false });
  const admin = superuser(database);
  await admin.query(realtimeStandIn);
  await migrate(database.url);
  const store = connectPostgres(database.url);
  const realtime = await startRealtimeDouble(database.adminUrl);
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  let page: ReturnType<typeof openPage> = null;
  const inner = await listen(
    {
      functions: createFunctions({
        store,
        sources,
        connectionOf: () => ({ kind: "unconfigured", missing: ["A_KEY"], invalid: [] }),
        dispatch: () => {},
        auth: supabaseAuth({ url, operatorRoles: ["operator"], jwtSecret: realtime.jwtSecret }),
        feed: createFeed({ store, version: "1.2.3" }),
        version: "1.2.3",
      }),
      page: (asked) => page?.(asked) ?? new Response(null, { status: 404 }),
    },
    { host: "127.0.0.1", port: await freePort() },
  );
  const gate = createServer((incoming, response) => {
    const answered = incoming.url?.startsWith("/auth/v1/token")
      ? signIn(incoming, response, { url, realtime })
      : forward(incoming, response, inner.origin);
    answered.catch(() => response.destroy());
  });
  gate.on("upgrade", (incoming: IncomingMessage, socket) => {
    const { hostname, port: to } = new URL(realtime.url);
    const other = connect(Number(to), hostname, () => {
      const head = incoming.rawHeaders.map((text, at) => text + (at % 2 === 0 ? ": " : "\r\n")).join("");
      other.write(`GET ${incoming.url} HTTP/1.1\r\n${head}\r\n`);
      other.pipe(socket).pipe(other);
    });
    for (const end of [other, socket]) end.on("error", () => end.destroy());
  });
  gate.listen(port, "127.0.0.1");
  await once(gate, "listening");
  return {
    url,
    store,
    showPage: (folder) => {
      page = openPage(folder);
    },
    close: async () => {
      gate.closeAllConnections();
      gate.close();
      await inner.close();
      await realtime.close();
      await store.close();
      await admin.end();
      await cluster.stop();
    },
  };
}

async function forward(incoming: IncomingMessage, response: ServerResponse, to: string): Promise<void> {
  const asked = request(`${to}${incoming.url}`, { method: incoming.method, headers: incoming.headers, agent: false });
  const answered = once(asked, "response") as Promise<[IncomingMessage]>;
  incoming.pipe(asked);
  const [answer] = await answered;
  response.writeHead(answer.statusCode ?? 502, answer.headers);
  await pipeline(answer, response);
}

/** A double of Supabase Auth, as far as supabase-js asks for it with a password. */
async function signIn(
  incoming: IncomingMessage,
  response: ServerResponse,
  { url, realtime }: { readonly url: string; readonly realtime: RealtimeDouble },
): Promise<void> {
  const { email, password } = (await json(incoming)) as { readonly email: string; readonly password: string };
  const user = Object.hasOwn(users, email) ? users[email as keyof typeof users] : undefined;
  const say = (status: number, body: object) =>
    response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
  if (user?.password !== password) {
    say(400, { code: 400, error_code: "invalid_credentials", msg: "Invalid login credentials" });
    return;
  }
  const sub = crypto.randomUUID();
  const app_metadata = { provider: "email", role: user.role };
  const access_token = await realtime.token({ iss: `${url}/auth/v1`, aud: "authenticated", sub, email, app_metadata });
  const now = new Date().toISOString();
  say(200, {
    ...{ access_token, token_type: "bearer", expires_in: 3600, refresh_token: crypto.randomUUID() },
    expires_at: Math.floor(Date.now() / 1000) + 3600,
    user: {
      id: sub,
      aud: "authenticated",
      role: "authenticated",
      email,
      app_metadata,
      user_metadata: {},
      created_at: now,
    },
  });
}
