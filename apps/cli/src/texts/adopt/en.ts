import type { AdoptTexts } from "./es.ts";

const list = (names: readonly string[]) => names.join(", ");
const runs = (count: number, one = "", more = "") => (count === 1 ? `1 run${one}` : `${count} runs${more}`);

/** In English. */
export const en: AdoptTexts = {
  wouldDo: "This is what “sincro adopt” would do with sync_runs, in one transaction:",
  willDo: "This is what “sincro adopt” is going to do with sync_runs, in one transaction:",
  sql: "The SQL:",
  question: "Meanwhile nobody else can read or write sync_runs. Go on? [y/N]",
  yes: /^(y|yes|s|si|sí)$/i,
  nobodyToAsk: "Nothing was changed: there is nobody here to ask. “sincro adopt --yes” does it without asking.",
  notDone: "Nothing was changed.",
  done: "Done: sync_runs is Sincro's. “sincro doctor --check” looks at it; the values of before are in metadata.legacy.",
  ours: "There is nothing to adopt: sync_runs is Sincro's already. (“sincro migrate” brings it up to date.)",
  absent: "This database has no table sync_runs to adopt: “sincro migrate” creates it.",
  refused: "This sync_runs cannot be adopted, and nothing was changed:",
  busy: "Others have kept sync_runs busy for too long, and nothing was changed. Stop the old functions, or try at a calmer time.",
  first: "There is a sync_runs of an older installation here: “sincro adopt --dry-run” says how it becomes Sincro's.",
  failed: "It failed, and nothing was changed:",
  sayings: {
    convert: ({ column, from, to }) => `Column ${column} turns from ${from} into ${to}.`,
    add: ({ columns }) => `Columns are added: ${list(columns)}.`,
    rename: ({ column, to }) =>
      `Column ${column} has the name of one of Sincro's and means something else: it is renamed to ${to}.`,
    mayBeNull: ({ column }) => `Column ${column} may be empty: Sincro does not know it.`,
    dropIndex: ({ name, why }) =>
      ({
        double: `Index ${name} goes: there is another one like it.`,
        unique: `The uniqueness ${name} goes: Sincro's (one active run for a source and account) takes its place.`,
        enum: `Index ${name} goes: its condition is of a type that goes.`,
      })[why],
    renameIndex: ({ name, to }) => `Index ${name} is renamed to ${to}.`,
    renamePolicy: ({ name, to }) => `Policy ${name} is renamed to ${to}.`,
    dropCheck: ({ name, definition }) => `The condition ${name} (${definition}) goes: Sincro looks after statuses.`,
    references: ({ names, type }) => `The references ${list(names)} become ${type} with the id, and still hold.`,
    newIds: ({ count }) => `Without an id, ${runs(count, " gets a new one", " get new ones")}.`,
    status: ({ from, to, count }) => `${runs(count)}: status ${from === null ? "null" : `“${from}”`} becomes “${to}”.`,
    stays: ({ source, id }) => `Run ${id} of ${source} stays active: its code goes on with it.`,
    closed: ({ why, count }) =>
      why === "silent"
        ? `No sign of life for more than ten minutes: ${runs(count, " at work is closed, and says", " at work are closed, and say")} why.`
        : `Another one of the source was heard of later: ${runs(count, " at work is cancelled, and says", " at work are cancelled, and say")} why.`,
    cursors: ({ what, count }) =>
      ({
        read: `Its cursor is understood: ${runs(count)} can be resumed from there.`,
        nothing: `There is no cursor: ${runs(count, ", resumed, begins", ", resumed, begin")} at the beginning.`,
        unreadable: `Its cursor is not understood: ${runs(count)} cannot be resumed, and it takes a new sync.`,
      })[what],
    values: ({ column, count }) =>
      `The value of ${column} is missing or will not do in ${runs(count)}: it changes, and the old one is kept in metadata.legacy.`,
    rows: ({ count, changed }) =>
      `${runs(count)} in all; of ${changed} some value changes, and the old one is kept in metadata.legacy.`,
    key: () => "The id becomes the key.",
    utc: ({ columns }) => `The times of ${list(columns)} name no zone: they are read as UTC.`,
    keeps: ({ what, names }) =>
      ({
        columns: `The other columns stay: ${list(names)}.`,
        triggers: `The triggers stay, and sleep meanwhile: ${list(names)}. See whether they are still needed.`,
        policies: `The policies (RLS) stay: ${list(names)}. See that they let nobody read who should not.`,
        references: `The references of ${list(names)} still hold.`,
        checks: `The conditions stay: ${list(names)}.`,
      })[what],
    migrations: ({ names }) => `The ${names.length} migrations are applied, from ${names[0]} to ${names.at(-1)}.`,
  },
  problems: {
    notATable: ({ relation }) =>
      ({
        view: "It is a view: adopt the database that has the table.",
        foreign: "It is a table of another database: adopt that one.",
        partitioned: "It is partitioned: copy its rows into an ordinary table.",
        inherited: "It is a part of another table, or has parts: take it out of the inheritance.",
      })[relation],
    notOwner: () => "It does not belong to the role that you connect as: use its owner's (on Supabase, postgres).",
    hidden: () =>
      "Its policies (RLS) hide rows from its owner too: “alter table sync_runs no force row level security” ends that.",
    otherShape: ({ missing }) =>
      `It is no table of sync runs: it lacks ${list(missing)}. If it is about something else, rename it and use “sincro migrate”.`,
    columnType: ({ column, type, wanted }) =>
      `Column ${column} is ${type}; it can be read from ${list(wanted)}. Convert it first.`,
    idType: ({ type }) =>
      `The id is ${type}, and Sincro's is a uuid: first give each row a uuid (“add column … uuid default gen_random_uuid()”), and change what names it.`,
    idNotUuid: ({ examples }) => `Some ids are no uuid, such as ${list(examples)}: change them first.`,
    idTwice: ({ examples }) =>
      `Some ids are there twice, such as ${list(examples)}: give one of the rows another, or delete it.`,
    numberNotWhole: ({ column }) => `Some numbers in ${column} are not whole: round them first.`,
    hasReaders: ({ column, readers }) =>
      `The type of ${column} has to change, and PostgreSQL does not allow that while it is read by: ${list(readers)}. Drop them, adopt, and create them again.`,
    referenced: ({ name }) =>
      `Another table refers to the uniqueness ${name}, which has to go: let it refer to the id.`,
    nameTaken: ({ names }) => `${list(names)} is there already, and Sincro needs the name: rename it.`,
  },
};
