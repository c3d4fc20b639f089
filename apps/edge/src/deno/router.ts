// A stand-in for the platform's router: it loads each function's module and calls its default export by the name in the
// path, which reaches the function without `/functions/v1`. What a function gives to `Deno.serve` is as good as that export. On the platform each function has processes of its own; here
// all share one, which `kill -9` ends together.
//
// Argument: the folder of the functions. The first line that it prints is the port it listens on.

interface EdgeFunction {
  readonly default?: { fetch(request: Request): Promise<Response> };
}

declare const Deno: {
  readonly args: readonly string[];
  readDir(path: string): AsyncIterable<{ readonly name: string; readonly isDirectory: boolean }>;
  serve(
    options: { port: number; hostname: string; onListen(address: { port: number }): void },
    handler: (request: Request) => Response | Promise<Response>,
  ): unknown;
};

const [folder = ""] = Deno.args;
const { serve } = Deno;
const served = new Map<string, NonNullable<EdgeFunction["default"]>>();
for await (const { name, isDirectory } of Deno.readDir(folder)) {
  if (!isDirectory || name.startsWith("_")) continue;
  Object.assign(Deno, { serve: (fetch: (request: Request) => Promise<Response>) => served.set(name, { fetch }) });
  const loaded = (await import(`file://${folder}/${name}/index.ts`)) as EdgeFunction;
  if (loaded.default !== undefined) served.set(name, loaded.default);
}

serve({ port: 0, hostname: "127.0.0.1", onListen: ({ port }) => console.log(port) }, (request) => {
  const url = new URL(request.url);
  url.pathname = url.pathname.replace(/^\/functions\/v1/, "");
  const found = served.get(url.pathname.split("/")[1] ?? "");
  return found === undefined ? new Response("Not found", { status: 404 }) : found.fetch(new Request(url, request));
});
