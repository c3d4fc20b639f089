import { type InvariantName, invariants, liveness } from "@sincro/store/invariants";
import { en as adopt } from "./adopt/en.ts";
import type { es } from "./es.ts";
import { en as init } from "./init/en.ts";
import { en as schedule } from "./schedule/en.ts";

export const en: typeof es = {
  noServer: "No server is running: this process works until it is done.",
  noServerLook: "No server is running: runs wait until the next start.",
  handsOver: "Interrupted: the run is handed over and goes on with the next start.",
  leaves: "The run goes on at the server.",
  nothingYet: "No runs yet.",
  nothingActive: "Nothing is running.",
  cancelled: (source, id, records) => `${source}  ${id}  cancelled, ${records}`,
  alreadyOver: (source, id, state) => `${source}  ${id}  had already ended: ${state}`,
  swept: (expired, released, dispatched) =>
    `Swept: ${expired} resumed, ${released} released, ${dispatched} calls to a worker.`,
  migrated: (names) => `The database is up to date. Applied: ${names}.`,
  upToDate: (version) => `The database is up to date already (version ${version}).`,
  holder: (source, state, who, since, records) =>
    `${source}: already running (${state}, started by ${who} ${since} ago, ${records}).`,
  choices:
    "What to do: “sincro sync … --on-conflict attach” to follow it, “sincro restart …” to cancel it and start, or wait.",
  unconfigured: (source, names) => `${source}: no credentials (${names}).`,
  refused: (source, detail) => `${source}: not started. ${detail}`,
  alert: (title, state, records, took, why) =>
    `Sincro · ${title}: ${state.toLowerCase()} (${records}, ${took})${why === null ? "." : `. ${why}`}`,
  needsAll: "Say what to cancel: a source, a run's id, or --all.",
  notUuidNorSource: (word, known) => `“${word}” is neither a source (${known}) nor a run's id.`,
  sweepAge: (age) => `Last sweep: ${age} ago.`,
  sweepNever: "There has been no sweep yet.",
  config: "Configuration",
  configWrong: "The configuration is not valid:",
  expected: (variable, what) => `  ${variable}: expected ${what}`,
  doctor: {
    ok: "ok",
    warn: "warning",
    error: "error",
    node: "Node",
    database: "Database",
    schema: "Schema",
    sweep: "Sweep",
    server: "Server",
    policy: "Policy",
    silences: "Lost slices",
    source: (title) => `Source ${title}`,
    serverNone: "none is running: nothing is resumed until one starts",
    serverCron: "none here: the database calls the functions",
    sweepOld: (age) => `stopped ${age} ago`,
    sweepServer: "start the server anew (“sincro serve”): its sweep has stopped",
    sweepJob: "look at the line of the schedule: pg_cron calls, and nothing is swept",
    sweepNobody: "nobody sweeps: start “sincro serve”, or have the database call (“select sync_schedule()”)",
    schedule: "Schedule",
    scheduleNone: (version) => `pg_cron ${version} is there, and calls nobody (“select sync_schedule()” has it call)`,
    scheduleOn: (schedule, version) => `every ${schedule.replace("seconds", "s")} (pg_cron ${version})`,
    scheduleMinute: (version, bound) =>
      `every minute (pg_cron ${version}): a dead worker is noticed within ${bound}; from pg_cron 1.5 on, “select sync_schedule()” makes that every 30 s`,
    scheduleOff: "the job is switched off: “select sync_schedule()” switches it on again",
    scheduleLacks: (names) => `${names} is missing: “select sync_schedule()” says what to do`,
    scheduleFailed: (message) => `the last call failed: ${message}`,
    scheduleRefused: (status) =>
      `the functions refuse the call (HTTP ${status}): the SINCRO_CRON_TOKEN in Vault is not theirs`,
    scheduleAnswer: (what) => `the functions did not sweep (${what}): look at SUPABASE_URL in Vault`,
    accepted: (account) => `credentials accepted${account === null ? "" : ` (${account})`}`,
    resting: (time) => `credentials accepted; the provider asked for a rest of ${time}`,
    demo: "demo provider: invented data",
    policyDefault: "the defaults",
    lost: (n) =>
      n === 0
        ? "none in 24 hours"
        : `${n} in 24 hours: its process died or hung (a limit of the platform?); the run went on from its cursor`,
    silent: (n) => `${n} silent runs`,
    versionOther: (server, own) => `the server is ${server}, this program ${own}`,
  },
  import: {
    onlyManychat: (word) => `No file of “${word}” can be imported: only manychat's.`,
    badAccount: "An account is a name of 1 to 200 characters.",
    noFile: (file, code) => `“${file}” cannot be read (${code}).`,
    noId: (header) =>
      `The file has no column with the subscriber's id (“id”, “Subscriber ID”, “Contact ID” …). It has: ${header || "nothing"}.`,
    broken: (line) => `From line ${line} on the file cannot be read as CSV: look at its quotes.`,
    notUtf8: "The file is not UTF-8: it is read as Windows-1252, which is what Excel writes.",
    receipt: (file, n) =>
      `${file}: ${n.rows} rows. ${n.inserted} new, ${n.updated} changed, ${n.unchanged} the same, ${n.skipped} not imported.`,
    line: (line, why) => `  line ${line}: ${why}`,
    more: (n) => `  … and ${n} more`,
    reasons: {
      noId: () => "it has no id",
      mangledId: () => "the spreadsheet rounded its id: make the column text and export again",
      badId: () => "its id is not a number",
      tooManyCells: () => "it has more cells than the header",
      repeated: (before) => `its id is on line ${before} already`,
    },
  },
  adopt,
  init,
  schedule,
  check: {
    noTables: "This database has no tables of Sincro: “sincro migrate” creates them.",
    more: (n) => `… and ${n} more (“--json” shows all)`,
    holds: (n) => `All ${n} promises hold.`,
    broken: (n) => `Violations: ${n}.`,
    promises: Object.fromEntries([...invariants, ...liveness].map(({ name, promise }) => [name, promise])) as Record<
      InvariantName,
      string
    >,
  },
};
