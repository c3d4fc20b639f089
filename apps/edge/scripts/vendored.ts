import { readdirSync, readFileSync } from "node:fs";
import { transformWithOxc } from "vite";
import { oneModule } from "./bundle.ts";
import { licencesOf } from "./licences.ts";

const functions = new URL("../supabase/functions/", import.meta.url);
const textOf = (path: string) => readFileSync(new URL(path, functions), "utf8").replaceAll("\r\n", "\n");

/**
 * What `sincro init` writes into supabase/functions of a project that is not ours: the same functions, with one module for
 * all that they import. They need no import map, which such a project may have already, and no registry.
 */
export async function vendoredFunctions(): Promise<ReadonlyMap<string, string>> {
  const names = readdirSync(functions, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !entry.name.startsWith("_"))
    .map(({ name }) => name);
  const entries = names.map((name) => [`${name}/index.ts`, renamed(textOf(`${name}/index.ts`))] as const);
  const made = [
    ["_shared/sincro.js", await library()],
    ["_shared/sincro-functions.js", await plain("functions")],
    ["_shared/sincro-operators.js", await plain("operators")],
    ...entries,
  ] as const;
  return new Map(made);
}

async function library(): Promise<string> {
  const { code, from } = await oneModule(new URL("vendored-entry.ts", import.meta.url), {
    build: { minify: true },
    resolve: { conditions: ["deno", "worker", "browser", "module", "import"] },
    ssr: { noExternal: true, target: "webworker" },
  });
  return `${code.trimEnd()}\n/*!\nThe licences of what is in this module beside Sincro (MIT):\n\n${licencesOf(from)}\n*/\n`;
}

/** A module of _shared without its types: JavaScript can be checked wherever the project checks its own. */
async function plain(name: string): Promise<string> {
  const { code } = await transformWithOxc(textOf(`_shared/${name}.ts`), `${name}.ts`, { sourcemap: false });
  return renamed(code.replaceAll("\t", "  ").replace(/^( *)\*/gm, "$1 *"));
}

function renamed(text: string): string {
  const led = text
    .replaceAll(/"@(sincro|supabase)\/[^"]+"/g, '"./sincro.js"')
    .replaceAll('"./version.ts"', '"./sincro.js"')
    .replaceAll('"./operators.ts"', '"./sincro-operators.js"')
    .replaceAll('"../_shared/functions.ts"', '"../_shared/sincro-functions.js"');
  const names = [...led.matchAll(ofLibrary)].map(([, list]) => list?.trim()).join(", ");
  return led.replaceAll(ofLibrary, "").replace(/^/, names === "" ? "" : `import { ${names} } from "./sincro.js";\n`);
}

/** What were several packages is one module: one line imports of it. */
const ofLibrary = /^import \{(.+)\} from "\.\/sincro\.js";\n/gm;
