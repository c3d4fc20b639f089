export {
  isMigrationError,
  type MigrationChange,
  MigrationChanged,
  type MigrationError,
  MigrationFailed,
  MigrationFolderInvalid,
  PostgresTooOld,
  SchemaTooNew,
} from "./errors.ts";
export { type Migrated, migrate } from "./migrate.ts";
export { type Migration, migrations, schemaVersion } from "./migrations.ts";
export { enteredIn, supabaseHistory, supabaseMigration } from "./supabase.ts";
