import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { migrations } from "@sincro/store/migrations";
import { version } from "../stack/version.ts";
import { configToml, lackingIn } from "./config-toml.ts";
import { functionFiles, functionNames, type ProjectFile } from "./files.ts";
import { type Missing, migrationText, missingIn, type ProjectMigration } from "./migration.ts";
import { type Next, newestOf, nextAfter } from "./moment.ts";
import { stampOf } from "./stamp.ts";

/** What becomes of a file. */
export interface Step extends ProjectFile {
  /** `same` and `theirs` are there already and stay as they are. */
  readonly action: "write" | "replace" | "same" | "theirs";
}

/** Why nothing is written. */
export type Problem =
  | { readonly kind: "differs" | "edited-file" | "no-file"; readonly path: string }
  | { readonly kind: "older" | "newer-file"; readonly path: string; readonly version: string }
  | Exclude<Missing, { kind: "missing" }>
  | Extract<Next, { kind: "no-moment" }>;

/** What `sincro init` would do. */
export type Plan =
  | { readonly kind: "no-project" }
  | { readonly kind: "refused"; readonly problems: readonly Problem[] }
  | {
      readonly kind: "plan";
      readonly steps: readonly Step[];
      /** The project's newest migration is ahead of this machine's clock, so the new one is a second after it. */
      readonly ahead: boolean;
      /** The sections that the project's own config.toml, which is left alone, still lacks. */
      readonly config: readonly string[];
    };

/** Options of {@link planInit}. */
export interface PlanOptions {
  readonly now: Date;
  /** Files of an older Sincro that nobody has changed are replaced. */
  readonly upgrade: boolean;
}

/**
 * What a Supabase project lacks to have Sincro in it. Reads only.
 *
 * @param folder the project's, which has the folder `supabase` in it
 * @example
 * const plan = await planInit("/home/ana/shop", { now: new Date(), upgrade: false });
 */
export async function planInit(folder: string, { now, upgrade }: PlanOptions): Promise<Plan> {
  const inside = await namesIn(join(folder, "supabase"));
  if (inside === undefined) return { kind: "no-project" };
  const files = await functionFiles();
  const looked = await Promise.all(files.map((file) => look(folder, file, upgrade)));
  const migration = await migrationStep(folder, now);
  const config = await configStep(folder, functionNames(files));
  const all = [...looked, migration.step, config.step].filter((one) => one !== undefined);
  const problems = all.filter((one) => "kind" in one);
  if (problems.length > 0) return { kind: "refused", problems };
  const steps = all.filter((one) => "action" in one);
  return { kind: "plan", steps, ahead: migration.ahead, config: config.lacking };
}

async function look(folder: string, file: ProjectFile, upgrade: boolean): Promise<Step | Problem> {
  const { path, text } = file;
  const there = await textOf(join(folder, path));
  if (there === undefined) return { ...file, action: "write" };
  if (there === null) return { kind: "no-file", path };
  if (there === text) return { ...file, action: "same" };
  const stamp = stampOf(there);
  if (stamp === undefined) return { kind: "differs", path };
  if (file.theirs) return { ...file, action: "theirs" };
  if (!stamp.intact) return { kind: "edited-file", path };
  if (isNewer(stamp.version)) return { kind: "newer-file", path, version: stamp.version };
  return upgrade ? { ...file, action: "replace" } : { kind: "older", path, version: stamp.version };
}

const isNewer = (other: string) => other.localeCompare(version, "en", { numeric: true }) > 0;

interface MigrationStep {
  readonly step?: Step | Problem;
  readonly ahead: boolean;
}

async function migrationStep(folder: string, now: Date): Promise<MigrationStep> {
  const there = await projectMigrations(join(folder, "supabase/migrations"));
  const missing = missingIn(there, migrations());
  if (missing.kind !== "missing") return { step: missing, ahead: false };
  if (missing.migrations.length === 0) return { ahead: false };
  const next = nextAfter(newestOf(there.map(({ name }) => name)), now);
  if (next.kind === "no-moment") return { step: next, ahead: false };
  const path = `supabase/migrations/${next.digits}_sincro.sql`;
  return { step: { path, text: migrationText(missing.migrations), action: "write" }, ahead: next.kind === "ahead" };
}

async function projectMigrations(folder: string): Promise<readonly ProjectMigration[]> {
  const names = ((await namesIn(folder)) ?? []).filter((name) => name.endsWith(".sql")).sort();
  return Promise.all(names.map(async (name) => ({ name, text: (await textOf(join(folder, name))) ?? "" })));
}

async function configStep(folder: string, names: readonly string[]) {
  const path = "supabase/config.toml";
  const there = await textOf(join(folder, path));
  if (typeof there === "string") return { lacking: lackingIn(there, names) };
  const step: Step | Problem =
    there === null ? { kind: "no-file", path } : { path, text: configToml(names), action: "write" };
  return { step, lacking: [] };
}

/** The text of a file with line ends as here; undefined when there is none, null when it is no file. */
async function textOf(path: string): Promise<string | undefined | null> {
  try {
    return (await readFile(path, "utf8")).replaceAll("\r\n", "\n");
  } catch (error) {
    if (isAbsent(error)) return undefined;
    if ((error as NodeJS.ErrnoException).code === "EISDIR") return null;
    throw error;
  }
}

async function namesIn(folder: string): Promise<readonly string[] | undefined> {
  try {
    return await readdir(folder);
  } catch (error) {
    if (isAbsent(error)) return undefined;
    throw error;
  }
}

const isAbsent = (error: unknown) => ["ENOENT", "ENOTDIR"].includes((error as NodeJS.ErrnoException).code ?? "");
