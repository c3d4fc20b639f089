/** The server is older than PostgreSQL 15. */
export class PostgresTooOld extends Error {
  override readonly name = "PostgresTooOld";
  readonly code = "postgres_too_old" as const;
  /** The server's version, e.g. `14.19`. */
  readonly found: string;

  constructor(found: string) {
    super(`PostgreSQL ${found} is too old: Sincro needs 15 or newer`);
    this.found = found;
  }
}

/** The database was migrated by a newer Sincro than this one. */
export class SchemaTooNew extends Error {
  override readonly name = "SchemaTooNew";
  readonly code = "schema_too_new" as const;
  /** The newest migration in the database. */
  readonly found: string;
  /** The newest version that this code knows. */
  readonly known: number;

  constructor(found: string, known: number) {
    super(`the database has migration ${found}, this Sincro knows them up to ${known}: update Sincro`);
    this.found = found;
    this.known = known;
  }
}

/**
 * How the files differ from what was applied: its text is another now, it is no longer there, or it was put before
 * one that has been applied already.
 */
export type MigrationChange = "edited" | "missing" | "inserted";

/** The files on disk are not those that the database was made with. An applied migration is never edited: add one. */
export class MigrationChanged extends Error {
  override readonly name = "MigrationChanged";
  readonly code = "migration_changed" as const;
  readonly migration: string;
  readonly change: MigrationChange;

  constructor(migration: string, change: MigrationChange) {
    const said = {
      edited: "was edited after it had been applied",
      missing: "was applied, but its file is gone",
      inserted: "stands before a migration that was applied already",
    };
    super(`migration ${migration} ${said[change]}`);
    this.migration = migration;
    this.change = change;
  }
}

/** A migration failed; nothing of it was kept, those before it were. `cause` is PostgreSQL's own error. */
export class MigrationFailed extends Error {
  override readonly name = "MigrationFailed";
  readonly code = "migration_failed" as const;
  readonly migration: string;
  /** Where in the file, counted from 1, if PostgreSQL said so. */
  readonly line: number | undefined;

  constructor(migration: string, line: number | undefined, cause: Error) {
    super(`migration ${migration}${line === undefined ? "" : `, line ${line}`}: ${cause.message}`, { cause });
    this.migration = migration;
    this.line = line;
  }
}

/** The folder of migrations cannot be used: a badly named file, or two with one number. */
export class MigrationFolderInvalid extends Error {
  override readonly name = "MigrationFolderInvalid";
  readonly code = "migration_folder_invalid" as const;
}

/** What {@link migrate} throws of its own; anything else is `pg`'s. */
export type MigrationError =
  | PostgresTooOld
  | SchemaTooNew
  | MigrationChanged
  | MigrationFailed
  | MigrationFolderInvalid;

const KINDS = [PostgresTooOld, SchemaTooNew, MigrationChanged, MigrationFailed, MigrationFolderInvalid];

/** Is this one of the errors that {@link migrate} throws of its own? Tell them apart by `code`. */
export function isMigrationError(error: unknown): error is MigrationError {
  return KINDS.some((kind) => error instanceof kind);
}
