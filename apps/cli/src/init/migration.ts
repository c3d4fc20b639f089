import { enteredIn, type Migration, supabaseHistory, supabaseMigration } from "@sincro/store/migrations";

/** A migration of the project's. */
export interface ProjectMigration {
  /** The file's name, e.g. `20261127171500_sincro.sql`. */
  readonly name: string;
  readonly text: string;
}

/** What a project's migrations have of Sincro's. */
export type Missing =
  | { readonly kind: "missing"; readonly migrations: readonly Migration[] }
  /** A file has one of Sincro's that this Sincro does not have. */
  | { readonly kind: "newer"; readonly file: string; readonly migration: string }
  /** A file has one of Sincro's with another text. */
  | { readonly kind: "edited"; readonly file: string; readonly migration: string }
  /** One is missing before one that is there. */
  | { readonly kind: "gap"; readonly file: string; readonly migration: string };

/** Which of Sincro's migrations a project lacks. They are known by what is in the files, whatever those are called. */
export function missingIn(files: readonly ProjectMigration[], known: readonly Migration[]): Missing {
  const there = new Map<string, string>();
  for (const { name: file, text } of files) {
    for (const { name, sha256 } of enteredIn(text)) {
      const own = known.find((one) => one.name === name);
      if (own === undefined) return { kind: "newer", file, migration: name };
      if (own.sha256 !== sha256 || !text.includes(own.sql)) return { kind: "edited", file, migration: name };
      there.set(name, file);
    }
  }
  const migrations = known.filter(({ name }) => !there.has(name));
  const [first] = migrations;
  const after = known.find(({ name, version }) => there.has(name) && first !== undefined && version > first.version);
  if (first === undefined || after === undefined) return { kind: "missing", migrations };
  return { kind: "gap", file: there.get(after.name) ?? "", migration: first.name };
}

const header = `-- What Sincro needs in the database, written by \`sincro init\`; everything that it makes begins with sync_.
-- Sincro knows this file by what is in it: make your changes in a migration of your own.
`;

/** All of them in one file: it goes in as a whole or not at all. */
export function migrationText(migrations: readonly Migration[]): string {
  return [header, supabaseHistory, ...migrations.map((one) => `-- ${one.name}\n\n${supabaseMigration(one)}`)].join(
    "\n",
  );
}
