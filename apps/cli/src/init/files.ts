import { readdir, readFile } from "node:fs/promises";
import { join, relative, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { type VariableName, variables } from "@sincro/functions";
import { version } from "../stack/version.ts";
import { stamped } from "./stamp.ts";

/** A file of the project: where, from the project's folder on and with `/`, and what is in it. */
export interface ProjectFile {
  readonly path: string;
  readonly text: string;
  /** The project's to change: it is written once, and left as it is from then on. */
  readonly theirs?: boolean;
}

/** What is written into supabase/functions, as the package has it. */
const generated = fileURLToPath(new URL("../../generated/functions/", import.meta.url));

/** Who may operate is for each project to say. */
const theirs = "supabase/functions/_shared/sincro-operators.js";

/** The functions with all that they import, and an example of what to set. */
export async function functionFiles(): Promise<readonly ProjectFile[]> {
  const entries = await readdir(generated, { withFileTypes: true, recursive: true });
  const files = entries.filter((entry) => entry.isFile()).map(({ parentPath, name }) => join(parentPath, name));
  const read = files.sort().map(async (file) => {
    const path = `supabase/functions/${relative(generated, file).split(sep).join("/")}`;
    const text = stamped((await readFile(file, "utf8")).replaceAll("\r\n", "\n"), version, "//");
    return { path, text, ...(path === theirs ? { theirs: true } : {}) };
  });
  return [
    ...(await Promise.all(read)),
    { path: "supabase/functions/.env.sincro.example", text: stamped(envExample(), version, "#") },
  ];
}

/** The names of the functions: each is a folder with an index.ts. */
export function functionNames(files: readonly ProjectFile[]): readonly string[] {
  return files.flatMap(({ path }) => /^supabase\/functions\/([^/]+)\/index\.ts$/.exec(path)?.[1] ?? []);
}

/** What is of an installation with its own server, and what the platform sets itself. */
const notThere: readonly VariableName[] = [
  ...(["DATABASE_URL", "SINCRO_PORT", "SINCRO_HOST"] as const),
  ...(["SUPABASE_URL", "SUPABASE_SERVICE_ROLE_KEY", "SUPABASE_JWT_SECRET"] as const),
];

function envExample(): string {
  const lines = Object.entries(variables)
    .filter(([name]) => !(notThere as readonly string[]).includes(name))
    .map(([name, { about }]) => `# ${about}\n#${name}=\n`);
  return `# What Sincro's functions read. Copy it to a file that is not committed, uncomment what you need, and then:
#   npx supabase secrets set --env-file <that file>

${lines.join("\n")}`;
}
