import { once } from "node:events";
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { buffer } from "node:stream/consumers";

/** What was uploaded for a function. */
export interface Upload {
  readonly metadata: {
    readonly entrypoint_path: string;
    readonly import_map_path?: string;
    readonly verify_jwt: boolean;
  };
  /** The files' texts by their paths. */
  readonly files: ReadonlyMap<string, string>;
}

/** A stand-in for Supabase's management API, of which it has the deployment of functions. */
export interface ManagementApi {
  readonly url: string;
  /** By the functions' names. */
  readonly uploads: ReadonlyMap<string, Upload>;
  close(): Promise<void>;
}

async function uploadOf(incoming: IncomingMessage): Promise<Upload> {
  const headers = { "content-type": incoming.headers["content-type"] ?? "" };
  const form = await new Response(new Uint8Array(await buffer(incoming)), { headers }).formData();
  const metadata = form.get("metadata");
  const text = typeof metadata === "string" ? metadata : await metadata?.text();
  const files = form.getAll("file").filter((part) => typeof part !== "string");
  return {
    metadata: JSON.parse(text ?? "") as Upload["metadata"],
    files: new Map(await Promise.all(files.map(async (file) => [file.name, await file.text()] as const))),
  };
}

/** Starts it. */
export async function startManagementApi(): Promise<ManagementApi> {
  const uploads = new Map<string, Upload>();
  const answer = async (incoming: IncomingMessage): Promise<unknown> => {
    const { pathname, searchParams } = new URL(incoming.url ?? "", "http://api");
    const slug = searchParams.get("slug");
    if (pathname.endsWith("/functions/deploy") && slug !== null) {
      uploads.set(slug, await uploadOf(incoming));
      return { id: crypto.randomUUID(), slug, name: slug, status: "ACTIVE", version: 1, created_at: 1, updated_at: 1 };
    }
    await buffer(incoming);
    return incoming.method === "PUT" ? { functions: [] } : {};
  };
  const server = createServer((incoming, response) => {
    void answer(incoming).then(
      (body) => {
        response.writeHead(incoming.method === "POST" ? 201 : 200, { "content-type": "application/json" });
        response.end(JSON.stringify(body));
      },
      (error: unknown) => response.writeHead(500).end(String(error)),
    );
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    uploads,
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}
