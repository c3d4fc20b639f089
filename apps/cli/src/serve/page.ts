import { readdirSync, readFileSync } from "node:fs";
import { extname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** Where `vite build` puts the page. */
const built = fileURLToPath(new URL("../../../dashboard/dist/", import.meta.url));

const types: Record<string, string> = {
  ".css": "text/css; charset=utf-8",
  ".html": "text/html; charset=utf-8",
  ".ico": "image/x-icon",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json",
  ".png": "image/png",
  ".svg": "image/svg+xml",
  ".webmanifest": "application/manifest+json",
  ".woff2": "font/woff2",
};

/** Nothing from elsewhere, nothing inline, in no frame. */
const security = {
  "content-security-policy":
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  "cross-origin-opener-policy": "same-origin",
  "referrer-policy": "no-referrer",
  "x-content-type-options": "nosniff",
};

interface Asset {
  readonly body: Uint8Array<ArrayBuffer>;
  readonly headers: Record<string, string>;
}

/**
 * Serves the built page from memory: its files by their exact names, and `index.html` for every address that the page
 * itself resolves. A name that is not among the files read at the start does not exist, whatever dots it has.
 *
 * @returns null when the page has not been built
 */
export function openPage(folder = built): ((request: Request) => Response) | null {
  const assets = readAssets(folder);
  const index = assets?.get("/index.html");
  if (assets === null || index === undefined) return null;
  return (request) => {
    if (request.method !== "GET" && request.method !== "HEAD") {
      return new Response(null, { status: 405, headers: { allow: "GET, HEAD" } });
    }
    const path = new URL(request.url).pathname;
    const asset = assets.get(path) ?? (extname(path) === "" ? index : undefined);
    if (asset === undefined) return new Response("Not found", { status: 404, headers: security });
    return new Response(request.method === "HEAD" ? null : asset.body, { headers: asset.headers });
  };
}

function readAssets(folder: string): ReadonlyMap<string, Asset> | null {
  let files: readonly string[];
  try {
    files = readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return null;
    throw error;
  }
  return new Map(
    files.map((file) => {
      const path = `/${file
        .slice(folder.length)
        .replace(/^[/\\]+/, "")
        .replaceAll("\\", "/")}`;
      const headers = {
        ...security,
        "content-type": types[extname(file)] ?? "application/octet-stream",
        // Built names carry a hash of their content; the page itself is asked for anew each time.
        "cache-control": path.startsWith("/assets/") ? "public, max-age=31536000, immutable" : "no-cache",
      };
      return [path, { body: new Uint8Array(readFileSync(file)), headers }];
    }),
  );
}
