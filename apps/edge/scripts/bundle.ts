import { fileURLToPath } from "node:url";
import { build, type InlineConfig } from "vite";

/** A module's text, and the files that it was made of. */
export interface Bundled {
  readonly code: string;
  readonly from: readonly string[];
}

const header = `// Generated from packages/*/src by \`npm run generate\`. Do not edit.
// Supabase's command line uploads only what lies in the project's own folder, and takes no links.
`;

/** What the functions import of Sincro, in one module that is still readable; other packages stay imports. */
export async function bundle(): Promise<string> {
  const external = (id: string) => /^[a-z@]/.test(id) && !id.startsWith("@sincro/");
  const { code } = await oneModule(new URL("entry.ts", import.meta.url), {
    build: { minify: false, rollupOptions: { external } },
    ssr: { noExternal: true },
  });
  return `${header}${code}`;
}

/** One module of an entry and all that it imports. */
export async function oneModule(entry: URL, { build: how, ...more }: InlineConfig): Promise<Bundled> {
  const ssr = fileURLToPath(entry);
  const built = await build({
    ...more,
    configFile: false,
    logLevel: "error",
    build: { ...how, write: false, ssr, target: "esnext" },
  });
  const [made] = Array.isArray(built) ? built : [built];
  if (made === undefined || !("output" in made)) throw new Error("Vite built nothing.");
  const chunks = made.output.filter((part) => part.type === "chunk");
  const [only, ...others] = chunks;
  if (only === undefined || others.length > 0) throw new Error(`One module was wanted, not ${chunks.length}.`);
  return { code: only.code, from: Object.keys(only.modules) };
}
