/* What the database holds, the one way to write a status, and what must hold after every transaction. */
#ifndef RUNS
#define RUNS 2                       /* rows that can come to be: 2 or 3 */
#endif
#define SILENCES 2                   /* policy: 3 */
#define ATTEMPTS 1                   /* policy: 5 */
#define NOBODY 0
#define GONE 99                      /* a slice that is over: its id never comes again */
#define BUDGET 0                     /* why a slice hands back: its time is used up, something failed, a 429 */
#define RETRY 1
#define LIMITED 2
#define UNSET 0                      /* a deadline: none, ahead, passed, passed for good (no beat moves it) */
#define AHEAD 1
#define PASSED 2
#define SLICE_OVER 3

typedef Run {
  byte status, fence, worker, last, deadline, seq, cursor, begun, fetched, inserted, silences, attempts, request;
  bool due, progress, stopped
}
typedef Database { Run row[RUNS + 1]; bool record[PAGES + 1] }     /* run 0 is "no such run" */
typedef Slice { byte fence, seq, cursor }                     /* what a worker remembers */

Database db;
byte lock[RUNS + 1];                 /* whose transaction holds the row's lock */
bool advisory;                       /* a restart holds the scope's lock */
byte working[WORKERS + 1];            /* the run that a worker is called for or holds; 0: none, or none any more */
Slice slice[WORKERS + 1];
byte handoff[RUNS + 1];              /* calls of a worker that are under way */
byte faults = FAULTS;                /* how many may still happen */
#ifdef SHORTEST                      /* a breadth-first search has no use for hidden variables */
#define hidden
#endif
hidden byte i, w, n, rows, from_, event_, to_;   /* scratch, no part of the state */

#define active(r) (db.row[r].status == RUNNING || db.row[r].status == CONTINUING)
#define over(r) (db.row[r].status >= COMPLETED)
#define unlocked(r) (lock[r] == NOBODY)
#define late(r) (active(r) && db.row[r].deadline >= PASSED)
#define waits(r) (active(r) && db.row[r].worker == NOBODY && db.row[r].due)
#define mine working[me]
#ifdef FENCE_ONLY
#define owns(w, r) (db.row[r].fence == slice[w].fence)
#else
#define owns(w, r) (db.row[r].fence == slice[w].fence && db.row[r].last == w)
#endif
#define mayWrite(w, r) (working[w] == r && owns(w, r) && db.row[r].status == RUNNING)
#ifdef FAILOVER
Database copy;                       /* what the standby has received */
byte standby;                        /* 0: nothing yet, 1: the copy, 2: it has taken over */
byte busy;                           /* operators and sweeper in the middle of a transaction */
#define ENTER busy++
#define LEAVE busy--
#else
#define ENTER skip
#define LEAVE skip
#endif
#if RUNS > 2
#define EACH(what) what(1) what(2) what(3)
#else
#define EACH(what) what(1) what(2)
#endif
#ifdef COVER
c_decl {
  static char seen[8][10][8];
  static void cover(int from, int event, int to) {
    if (!seen[from][event][to]++) printf("taken: %d %d %d\n", from, event, to);
  }
}
#endif

/* The only way in which a run's status is written. */
inline step(r, event, to) {
  d_step {
    from_ = db.row[r].status; event_ = event; to_ = to;
    assert(from_ < COMPLETED || event_ == STOPPED);                          /* ended-for-good */
    assert(LEGAL(from_, event_, to_));                                       /* history-is-a-path */
#ifdef COVER
    c_code { cover(from_, event_, to_); };
#endif
    db.row[r].status = to
  }
}
inline end(r, event, to) {
  step(r, event, to);
  db.row[r].worker = NOBODY; db.row[r].due = 0; db.row[r].deadline = UNSET
#ifndef FAILOVER
  ; handoff[r] = 0                   /* calls for an ended run change nothing */
#endif
}
/* What nobody will read any more of a run that is over is cleared, so that states do not differ by it. */
inline settle() {
  d_step {
    for (i : 1 .. RUNS) {
      if
      :: over(i) && working[1] != i && working[WORKERS] != i ->
        db.row[i].fence = 0; db.row[i].last = NOBODY; db.row[i].stopped = 0; db.row[i].silences = 0; db.row[i].attempts = 0;
        db.row[i].progress = 0; db.row[i].begun = db.row[i].cursor; db.row[i].seq = 0; db.row[i].fetched = 0
      :: else
      fi
    }
    i = 0                            /* spin wants a d_step to end with something else than a loop */
  }
}
/* What must hold whenever a transaction has been committed. */
inline check() {
  d_step {
    n = 0; rows = 0;
    for (i : 1 .. PAGES) { rows = rows + db.record[i] }
    for (i : 1 .. RUNS) {
      n = n + active(i);
      rows = rows - db.row[i].inserted;
      assert(active(i) == (db.row[i].deadline != UNSET));                    /* active-has-deadline */
      assert(db.row[i].fetched == db.row[i].seq);                            /* counters-add-up */
      assert(db.row[i].cursor == db.row[i].begun + db.row[i].seq);           /* cursor-is-the-last-commit */
      assert(db.row[i].cursor == 0 || db.record[db.row[i].cursor]);          /* cursor-not-ahead-of-rows */
      assert(db.row[i].status != COMPLETED || db.row[i].cursor == PAGES);    /* completed-is-complete */
      assert(db.row[i].status != STALE || faults < FAULTS);                  /* stale-needs-a-fault */
      assert(db.row[i].worker == NOBODY || (db.row[i].worker == db.row[i].last && db.row[i].status == RUNNING)); /* holder-is-the-last-worker */
      assert(i == 1 || db.row[i].status == IDLE || db.row[i].request != db.row[1].request);  /* one-run-per-request */
#ifndef LIVENESS
      assert(db.row[i].fence < 100);                                         /* the model's own: no fence runs away */
#endif
      to_ = 0;
      for (w : 1 .. WORKERS) {
        to_ = to_ + mayWrite(w, i);
        assert(working[w] != i || db.row[i].status < CANCELLED || !owns(w, i))  /* taken-away-is-fenced */
      }
      assert(to_ <= 1)                                                       /* only-the-holder-writes */
    }
    assert(n <= 1);                                                          /* one-active-run */
    assert(rows == 0)                                                        /* rows-within-counters */
  };
  settle()
}
