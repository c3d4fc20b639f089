/* Who starts, cancels and sweeps; and what time and trouble do to them all. */
#define known(r) (db.row[r].status != IDLE && db.row[r].request == request)
#if RUNS > 2
#define anyKnown (known(1) || known(2) || known(3))
#define room (db.row[3].status == IDLE)
#define findActive if :: active(1) -> r = 1 :: active(2) -> r = 2 :: active(3) -> r = 3 :: else -> r = 0 fi
#else
#define anyKnown (known(1) || known(2))
#define room (db.row[2].status == IDLE)
#define findActive if :: active(1) -> r = 1 :: active(2) -> r = 2 :: else -> r = 0 fi
#endif
#define me (_pid - WORKERS + 1)

/* START in the first free row, from the beginning or, to resume, from the cursor of an ended run. */
inline insert() {
  r = 1; do :: db.row[r].status != IDLE -> r++ :: else -> break od;
  step(r, START, RUNNING);
  db.row[r].request = request; db.row[r].fence = 1; db.row[r].due = 1;
#ifndef NO_DEADLINE
  db.row[r].deadline = AHEAD;
#endif
  if
  :: r > 1 && over(1) && db.row[1].status != COMPLETED && db.row[1].cursor > 0 ->
    db.row[r].begun = db.row[1].cursor; db.row[r].cursor = db.row[1].cursor
  :: skip
  fi;
  call(r); printf("O%d: START of run %d from page %d\n", me, r, db.row[r].cursor); check()
}
inline cancel() {
  end(r, CANCEL, CANCELLED);
#ifndef CANCEL_KEEPS_FENCE
  db.row[r].fence++;
#endif
  printf("O%d: CANCEL of run %d\n", me, r); check()
}
inline expire() {
  if
  :: db.row[r].worker != NOBODY && db.row[r].silences + 1 >= SILENCES -> end(r, EXPIRE, STALE); printf("S: EXPIRE of run %d: stale\n", r)
  :: db.row[r].worker == NOBODY || db.row[r].silences + 1 < SILENCES ->
    step(r, EXPIRE, CONTINUING); db.row[r].silences = db.row[r].silences + (db.row[r].worker != NOBODY);
    db.row[r].worker = NOBODY; db.row[r].due = 1; db.row[r].deadline = AHEAD; printf("S: EXPIRE of run %d: continuing\n", r)
  :: faults > 0 -> faults--; end(r, EXPIRE, STALE); printf("S: EXPIRE of run %d: let go\n", r)   /* no progress, no worker, release */
  fi;
  db.row[r].fence++; check()
}

/* Each statement of sync_start sees what is committed when it begins: the request id, the active run, and then a row
 * that is locked (restart), or expired, or inserted.
 */
inline lookForRequest() {
  if :: anyKnown -> printf("O%d: request %d: repeated\n", me, request); goto answered :: else -> goto again fi
}
inline lookForActive() {
  findActive;
  if :: r != 0 && known(r) -> printf("O%d: request %d: repeated\n", me, request); goto answered :: else -> goto try fi
}
inline attempt() {
  if
  :: r != 0 && active(r) ->
    if
    :: known(r) || (restart && !room) -> goto answered
    :: !known(r) && restart && room -> printf("O%d: restart\n", me); cancel();
      assert(!anyKnown)                                                      /* repeated-requests-change-nothing */
    :: !known(r) && !restart ->
      if :: late(r) && unlocked(r) -> expire() :: else fi;
      if :: active(r) -> printf("O%d: conflict with run %d\n", me, r); goto answered :: else fi
    fi
  :: else
  fi;
  findActive;                        /* insert … on conflict do nothing: look again */
  if
  :: anyKnown || !room -> goto answered
#ifdef NO_INDEX
  :: !anyKnown && room -> insert(); goto answered
#else
  :: !anyKnown && room && r == 0 -> insert(); goto answered
  :: !anyKnown && room && r != 0 -> goto again
#endif
  fi
}
bool asked;
active [2] proctype Operator() {
  byte r, sent, request; bool restart;
next:
  if
  :: atomic { sent < REQUESTS && (me == 1 || asked) -> sent++; asked = 1;       /* the first to ask is called the first */
      if
      :: room -> if :: restart = 1 :: skip fi;
        if
        :: request = me * 10 + sent * 2 + restart
        :: me == 2 && sent == 1 -> request = 12 + restart                    /* the first operator's second click */
        fi
      :: findActive; if :: r == 0 -> goto next :: else -> ENTER; goto cancelling fi
      fi }
  :: atomic { sent == REQUESTS -> goto done }
  fi;
begin:
  if
  :: atomic { !restart || !advisory -> ENTER;
#ifndef NO_ADVISORY
      advisory = advisory || restart;
#endif
      lookForRequest() }
  fi;
try:
  if :: atomic { r == 0 || !restart || unlocked(r) -> attempt() } fi;
again:
  if :: atomic { lookForActive() } fi;
answered:
  if
  :: atomic { if :: restart -> advisory = 0 :: else fi; LEAVE; r = 0;
      if
      :: faults > 0 -> faults--; printf("O%d: asks again\n", me); goto begin
      :: request = 0; restart = 0; goto next
      fi }
  fi;
cancelling:
  if
  :: atomic { unlocked(r) ->
      if :: active(r) -> cancel() :: else -> printf("O%d: CANCEL of run %d: refused\n", me, r) fi;
      LEAVE; r = 0; goto next }
  fi;
done: skip
}
#undef me

#define SWEEP(k) :: atomic { late(k) -> r = k; ENTER; printf("S: sees that run %d is late\n", k) }; sweep()
#ifdef FIRE_AND_FORGET
#define DISPATCH(k)
#else
#define DISPATCH(k) :: atomic { waits(k) && handoff[k] == 0 -> call(k); printf("S: calls a worker for run %d\n", k) }
#endif
/* Between the look and this the run may have ended, or given a sign of life: under the lock it is looked at again. */
inline sweep() {
  atomic {
    if
#ifdef NO_RECHECK
    :: unlocked(r) -> expire()
#else
    :: unlocked(r) && late(r) -> expire()
#endif
    :: else
    fi;
#ifndef FIRE_AND_FORGET
    if :: waits(r) && handoff[r] == 0 -> call(r); printf("S: calls a worker for run %d\n", r) :: else fi;
#endif
    r = 0; LEAVE
  }
}
active proctype Sweeper() {
  byte r;
end_quiet: do
  EACH(SWEEP)
  EACH(DISPATCH)
  od
}

#define RIPENS(k) :: atomic { active(k) && db.row[k].worker == NOBODY && !db.row[k].due -> db.row[k].due = 1; printf("E: run %d is due\n", k) }
/* No beat will come: its slice is over, or nobody is on the way to it. */
#define SILENT(k) :: atomic { db.row[k].deadline == AHEAD && (db.row[k].worker == GONE || (waits(k) && handoff[k] == 0)) -> \
  db.row[k].deadline = PASSED; printf("E: the deadline of run %d passes\n", k) }
/* Its worker is slow, hangs while its timer beats, or is cut off; calls are late. */
#define SLOW(k) :: atomic { faults > 0 && db.row[k].deadline == AHEAD && (db.row[k].worker != NOBODY || waits(k)) -> \
  faults--; if :: db.row[k].deadline = PASSED :: db.row[k].worker != NOBODY -> db.row[k].deadline = SLICE_OVER fi; \
  printf("E: the deadline of run %d passes while its worker lives\n", k) }
#define LOSES(k) :: atomic { faults > 0 && handoff[k] > 0 -> faults--; handoff[k]--; printf("E: a call for run %d is lost\n", k) }
#define DOUBLES(k) :: atomic { faults > 0 && handoff[k] == 1 -> faults--; handoff[k]++; printf("E: a call for run %d is doubled\n", k) }
active proctype Environment() {
end_quiet: do
  EACH(RIPENS)
  EACH(SILENT)
  EACH(SLOW)
  EACH(LOSES)
  EACH(DOUBLES)
#ifdef LIVENESS
  :: atomic { faults > 0 -> faults = 0; printf("E: no more faults\n") }
#endif
#ifdef FAILOVER
  :: atomic { standby == 0 -> ship(copy, db); standby = 1; printf("E: the standby receives its last commit\n") }
  :: atomic { standby == 1 && busy == 0 && unlocked(1) && unlocked(2) -> failover() }
#endif
  od
}
