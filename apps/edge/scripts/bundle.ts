import { fileURLToPath } from "node:url";
import { build } from "vite";

const entry = fileURLToPath(new URL("entry.ts", import.meta.url));

const header = `// Generated from packages/*/src by \`npm run generate\`. Do not edit.
// Supabase's command line uploads only what lies in the project's own folder, and takes no links.
`;

/** What the functions import of Sincro, in one module that is still readable; other packages stay imports. */
export async function bundle(): Promise<string> {
  const built = await build({
    configFile: false,
    logLevel: "error",
    build: {
      write: false,
      ssr: entry,
      target: "esnext",
      minify: false,
      rollupOptions: { external: (id) => /^[a-z@]/.test(id) && !id.startsWith("@sincro/") },
    },
    ssr: { noExternal: true },
  });
  const [made] = Array.isArray(built) ? built : [built];
  if (made === undefined || !("output" in made)) throw new Error("Vite built nothing.");
  const chunks = made.output.filter((part) => part.type === "chunk");
  const [only, ...more] = chunks;
  if (only === undefined || more.length > 0) throw new Error(`One module was wanted, not ${chunks.length}.`);
  return `${header}${only.code}`;
}
