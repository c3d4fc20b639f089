import type { es } from "./es.ts";

/** What `sincro init` says. */
export const en: typeof es = {
  noProject: (folder) =>
    `“${folder}” is no Supabase project: it has no folder “supabase”. Make one there with “npx supabase init”, or name the project's folder: “sincro init <folder>”.`,
  refused: "Nothing was written:",
  failed: (path, code) => `“${path}” cannot be read or written (${code}). Everything is as it was.`,
  problems: {
    differs: (path) => `${path} is there already, and is not Sincro's: move it or give it another name.`,
    "edited-file": (path) =>
      `${path} is Sincro's, and somebody has changed it: keep your change elsewhere and delete it.`,
    "no-file": (path) => `${path} is a folder, and must be a file: move it or give it another name.`,
    older: (path, version) => `${path} is of another Sincro (${version}): “sincro init --upgrade” replaces it.`,
    "newer-file": (path, version) => `${path} is of a newer Sincro (${version}): update this program.`,
    newer: (file, migration) =>
      `supabase/migrations/${file} has ${migration} in it, which this Sincro does not know: update this program.`,
    edited: (file, migration) =>
      `supabase/migrations/${file} has ${migration} in it with another text: get the original back (from git, say), and make your changes in a migration of your own.`,
    gap: (file, migration) =>
      `supabase/migrations/${file} comes after ${migration}, which is missing: get back the file that had it.`,
    "no-moment": (newest) =>
      `The migration ${newest} sorts after every date, and “db push” would refuse an older one: give it a date for its number (YYYYMMDDhhmmss).`,
  },
  actions: {
    write: "new",
    replace: "in place of an older Sincro's",
    same: "is there already",
    theirs: "is yours: stays as it is",
  },
  ahead:
    "The project's newest migration is ahead of this clock: Sincro's has the date of a second after it, so that “db push” takes it.",
  nothing: "There is nothing to write: the project has everything.",
  wouldWrite: (n) => `${n} files would be written; none was.`,
  written: (n) => `${n} files written.`,
  config: "config.toml is yours and is not touched. Add this at its end (where the section is there, only the line):",
  next: `Then:
  npx supabase db push
  npx supabase secrets set SINCRO_OPERATOR_TOKEN="$(openssl rand -hex 32)" STRIPE_SECRET_KEY=rk_live_…
  npx supabase functions deploy --use-api
The rest is in docs/guides/supabase-init.md.`,
};
