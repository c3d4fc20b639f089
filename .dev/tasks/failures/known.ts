/** A failure that really happened, to us or to a peer, and what ends it. */
interface Failure {
  readonly id: string;
  /** What happened then. */
  readonly before: string;
  /** What holds now. */
  readonly now: string;
}

/** Failures of one kind. */
export interface Section {
  readonly title: string;
  readonly failures: readonly Failure[];
}

/** The failures that are over: each must have a test with its id. */
export const sections: readonly Section[] = [
  {
    title: "Runs that stop without saying so",
    failures: [
      {
        id: "F1",
        before: "The platform killed the worker, and the row said `running` for ever.",
        now: "A worker holds a run by a lease. When it lapses the sweep drives the run on from its cursor; at the third silence without progress the run is `stale`.",
      },
      {
        id: "F2",
        before: "The browser asked for page after page; with its tab the sync was gone.",
        now: "Only servers drive. Closing every browser changes nothing.",
      },
      {
        id: "F3",
        before: "Page and server had different names for the cursor: the first page was fetched 1,500 times.",
        now: "Both import one contract, and a body with an unknown key is refused whole.",
      },
      {
        id: "F4",
        before: "The provider's cursor stood still, and the loop never ended.",
        now: "Pages that leave the cursor where it was fail the run with `cursor_stuck`.",
      },
      {
        id: "F5",
        before: "The call that should begin the next slice was lost, and nobody noticed.",
        now: "A waiting run has a deadline of its own; the sweep calls a worker again, and it counts as no silence.",
      },
      {
        id: "F6",
        before: "A switched-off function answered a hand-off with 200 “skipped”; the run waited for ever.",
        now: "A source without credentials starts nothing, and its run ends or is cancelled. What was not done is not answered as if it were.",
      },
      {
        id: "F7",
        before: "Callers gave up on a slow worker and called another: three of them wrote at one cursor.",
        now: "Each claim moves the fence; whoever held the run before can write nothing, whatever it believes.",
      },
      {
        id: "F8",
        before: "The error could not reach the row, so the row never heard of it.",
        now: "One place runs a slice, and every way out of it is an event or a lease that lapses.",
      },
      {
        id: "F9",
        before: "A run that died before its first heartbeat was never stale: 409 for ever.",
        now: "The statement that creates a run gives it its deadline.",
      },
      {
        id: "F10",
        before: "A write to a column that did not exist failed, and nobody read the error.",
        now: "Every answer of the database is checked; what is not of the protocol is thrown.",
      },
      {
        id: "F30",
        before: "Syncs ran in the background while the request above them said “success, 0 records”.",
        now: "A group is nothing but its runs: no row holds a status of it.",
      },
      {
        id: "P4",
        before: "Nothing looked after silent runs between two starts, or only while somebody had the page open.",
        now: "The server sweeps, or the database's own schedule calls the sweep; every start begins with one; three minutes without are an error that doctor names.",
      },
    ],
  },
  {
    title: "Live work killed as dead",
    failures: [
      {
        id: "F11",
        before: "Age counted from the start: a healthy four-hour import was killed in minute ten.",
        now: "Age never matters, only silence does.",
      },
      {
        id: "F12",
        before: "One system had six ideas of how long is too long.",
        now: "One policy, in one place; the database says which numbers are in force.",
      },
      {
        id: "F13",
        before: "The clean-up overwrote a run that had finished meanwhile.",
        now: "The database lets no ending be overwritten.",
      },
      {
        id: "P1",
        before: "A wait of minutes for a rate limit looked like death.",
        now: "Waiting is a fact of the run, with its reason and its own deadline.",
      },
      {
        id: "P2",
        before: "A page that took 70 s was swept at 60 s.",
        now: "Heartbeats come from a timer, not from pages.",
      },
    ],
  },
  {
    title: "Two runs at once",
    failures: [
      {
        id: "F14",
        before: "Look first, then insert: of 2,000 scopes 1,710 had two runs.",
        now: "A unique index decides, and the loser learns who holds the scope.",
      },
      {
        id: "F15",
        before: "The server's chain and a browser's loop drove one run together.",
        now: "A run has one worker; whoever else was called does nothing.",
      },
      {
        id: "F16",
        before: "A hand-off that came twice committed its page twice.",
        now: "Pages are numbered: the second copy changes nothing and answers the row as it is.",
      },
      {
        id: "F17",
        before: "Two clicks on “resume” made two workers.",
        now: "A resumption is a new run, started as exclusively as any other.",
      },
      {
        id: "F18",
        before: "“Cancel, wait a second, start” overlapped the old worker.",
        now: "Cancel and restart are one transaction, which fences the old worker.",
      },
      {
        id: "F19",
        before: "A flag that a function did not know started a sync: it was called `forceCancel`.",
        now: "Bodies are strict, every function knows every control, and control comes first.",
      },
      {
        id: "P3",
        before: "A cancel meant for one run killed the next one.",
        now: "A cancel names its run; what it hit is in the receipt.",
      },
    ],
  },
  {
    title: "Endings that do not hold",
    failures: [
      {
        id: "F20",
        before: "A cancelled run wrote `running` again.",
        now: "Endings are for ever; a trigger says so to hand-written SQL as well.",
      },
      {
        id: "F21",
        before: "A cancelled run went on writing: 15,393 rows, and 475 where it looked before each page.",
        now: "The fence is checked under the lock of the page's own transaction: not one row.",
      },
      {
        id: "F22",
        before: "Completed runs became failed, cancelled ones completed.",
        now: "The first ending wins.",
      },
      {
        id: "F23",
        before: "Some code wrote `canceled`, some `cancelled`.",
        now: "One vocabulary, written once, in the machine; SQL, types and page have it from there.",
      },
      {
        id: "F24",
        before: "Cancelling one run cancelled them all.",
        now: "A cancel hits what it names and nothing else.",
      },
      {
        id: "F25",
        before: "Runs did not know what they had been started with.",
        now: "Runs that start together carry one group id, and can be found and cancelled by it.",
      },
      {
        id: "F26",
        before: "The page said “all cancelled” when every request had failed.",
        now: "The receipt lists each run and what became of it; without one the page says so.",
      },
    ],
  },
  {
    title: "Wrong results",
    failures: [
      {
        id: "F27",
        before: "Counters were overwritten with the last page's.",
        now: "A page's counts are added in the transaction that writes its rows.",
      },
      {
        id: "F28",
        before: "Counters were read, increased somewhere else and written back: pages that came together counted once.",
        now: "They are added under the run's lock.",
      },
      {
        id: "F29",
        before: "Parent and children both counted: every record twice.",
        now: "A counter is the sum of its run's committed pages, and an invariant says so.",
      },
      {
        id: "F31",
        before: "“Completed” at a page cap, after a swallowed error, or where the cursor was missing.",
        now: "A run completes at the provider's own word that there is no more, and else it does not.",
      },
      {
        id: "F32",
        before: "The provider's “there is more” was ignored: a tenth of the data.",
        now: "Each source is run against a provider that counts.",
      },
      {
        id: "F33",
        before: "Rows could not be written, and the cursor went on.",
        now: "Rows, counters, cursor and lease are committed together or not at all.",
      },
      {
        id: "F34",
        before: "Tables were emptied and filled again: between the two there was nothing.",
        now: "Rows are only inserted and updated; what the provider no longer has is marked.",
      },
      {
        id: "F35",
        before: "Pages were counted by an offset while the list shrank: what moved up was never seen.",
        now: "Cursors are keys. Where a provider has only numbers, pages overlap and what slipped is read again.",
      },
      {
        id: "F36",
        before: "A table of coverage claimed ranges that were never fetched.",
        now: "“Up to date until” comes from the windows of completed runs, and from nothing else.",
      },
      {
        id: "F37",
        before: "A sync again reset what others had worked out from the data.",
        now: "A row is written only when its content changed, and never by an older version.",
      },
      {
        id: "F38",
        before: "The cursor was wiped by a resume, or with the old runs.",
        now: "A resume reads it; retention keeps the newest run that can be resumed.",
      },
      {
        id: "F60",
        before: "Money was moved by runs with these races.",
        now: "Nothing here moves money: the sources only read.",
      },
    ],
  },
  {
    title: "Hand-offs and migrations",
    failures: [
      {
        id: "F51",
        before: "The call that goes on with a run needed no credentials.",
        now: "It carries a signed token for this run and this slice, and does nothing without.",
      },
      {
        id: "F52",
        before: "It carried the token of the user who had started the run, which expired in mid-run.",
        now: "It carries nobody's session: each call is signed anew by the functions' own key, and is good for a minute.",
      },
      {
        id: "F53",
        before: "Whatever let a user in was good for it too.",
        now: "A session is worth nothing there, and its token nothing elsewhere.",
      },
      {
        id: "F54",
        before: "It was refused for two days, and nobody was told.",
        now: "A refused call is a lost one: the log says so, and the sweep sends another, newly signed.",
      },
      {
        id: "F59",
        before: "Migrations could not be replayed.",
        now: "They run from empty and again in every CI, by Sincro's own command and by Supabase's, and each knows the other's.",
      },
    ],
  },
  {
    title: "Limits",
    failures: [
      {
        id: "F46",
        before: "The platform's limit came as a surprise, in the middle of a page.",
        now: "A slice hands its run back at 80 % of its budget.",
      },
      {
        id: "F47",
        before: "What was to try again never did: `fetch` does not throw on 429 or 500.",
        now: "Retries go by the status, with growing waits, and as long as the provider says.",
      },
      {
        id: "F48",
        before: "Each worker kept the provider's limit by itself; together they did not.",
        now: "Turns are given by the database, to all workers of an account.",
      },
      {
        id: "F49",
        before: "Two thousand rows at once ran into the statement's time limit, again and again.",
        now: "Pages are split to fit; where the database gives up, fewer records go at once.",
      },
      {
        id: "F50",
        before: "Windows of more than 31 days, or that end in the future: refused.",
        now: "A source says how long a window may be, and no window ends in the future.",
      },
    ],
  },
  {
    title: "Rights",
    failures: [
      {
        id: "F58",
        before: "Row level security let any browser write any status.",
        now: "Nobody writes to a run but the functions in SQL, which only the service role may run. Operators read; every cell of docs/rights.md is executed.",
      },
    ],
  },
];

/** Known failures that are not claimed to be over. */
export const open: readonly string[] = [
  ...["F39", "F40", "F41", "F42", "F43", "F44", "F45"],
  ...["F55", "F56", "F57", "P5", "P6"],
];
