/* One slice after another: called, CLAIM, pages, one of the ways out. A worker may be slow anywhere: a zombie is one
 * whose run was taken away while it stood still, with its page in hand.
 */
#define me (_pid + 1)

#define LOST faults > 0 -> faults--; printf("W%d: no answer\n", me)
#define LATE_BEAT faults > 0 -> faults--; printf("W%d: a beat that was under way: refused\n", me)
/* Idle workers are alike: the first of them is called. */
#define CALLED(r) :: handoff[r] > 0 && unlocked(r) && (me == 1 || working[1] != 0) -> handoff[r]--; working[me] = r
inline call(r) { if :: handoff[r] < 2 -> handoff[r]++ :: else fi }           /* a third call would change nothing */
/* The slice is over. Nothing carries its id any more but rows, and there it is nobody's. */
inline forget() {
  d_step {
    for (i : 1 .. RUNS) {
      if :: db.row[i].last == me -> db.row[i].last = GONE :: else fi;
      if :: db.row[i].worker == me -> db.row[i].worker = GONE :: else fi;
#ifdef FAILOVER
      if :: copy.row[i].last == me -> copy.row[i].last = GONE :: else fi;
      if :: copy.row[i].worker == me -> copy.row[i].worker = GONE :: else fi
#endif
    }
    working[me] = 0; slice[me].fence = 0; slice[me].seq = 0; slice[me].cursor = 0
  };
  settle();
  goto idle
}
inline claim() {
  if
  :: db.row[mine].worker == me -> printf("W%d: CLAIM: repeated\n", me)
  :: else ->
    if
    :: !active(mine) || db.row[mine].worker != NOBODY -> printf("W%d: CLAIM: refused\n", me); forget()
    :: waits(mine) -> skip
    :: else -> call(mine); forget()                                          /* not_due: a timer calls again */
    fi;
    step(mine, CLAIM, RUNNING);
    db.row[mine].worker = me; db.row[mine].last = me; db.row[mine].fence++;
    db.row[mine].progress = 0; db.row[mine].due = 0; db.row[mine].deadline = AHEAD;
    printf("W%d: CLAIM of run %d, fence %d\n", me, mine, db.row[mine].fence);
    check();
    if :: LOST; goto claimAgain :: skip fi
  fi;
  slice[me].fence = db.row[mine].fence; slice[me].seq = db.row[mine].seq; slice[me].cursor = db.row[mine].cursor;
  goto work
}
inline lookBeforeCommit() {
  if
#ifndef NO_SEQ
  :: owns(me, mine) && db.row[mine].seq == slice[me].seq + 1 && db.row[mine].cursor == slice[me].cursor + 1 ->
    printf("W%d: COMMIT: repeated\n", me); turnThePage(); goto work
#endif
  :: else ->
    if
#ifdef NO_FENCE
    :: db.row[mine].status == RUNNING
#else
    :: mayWrite(me, mine)
#endif
    :: else -> printf("W%d: COMMIT of page %d with fence %d: refused\n", me, slice[me].cursor + 1, slice[me].fence); goto fenced
    fi;
#ifndef NO_SEQ
    if :: db.row[mine].seq != slice[me].seq -> printf("W%d: COMMIT: out_of_order\n", me); goto outOfOrder :: else fi;
#endif
#ifdef CURSOR_FIRST
    db.row[mine].cursor = slice[me].cursor + 1; check();
#endif
#ifndef NO_LOCK
    lock[mine] = me;
#endif
    printf("W%d: COMMIT of page %d with fence %d: checked\n", me, slice[me].cursor + 1, slice[me].fence); goto write
  fi
}
inline turnThePage() { slice[me].seq++; slice[me].cursor++ }
inline complete() {
  if
#ifdef LATE_COMPLETE
  :: mine != 0 -> end(mine, COMPLETE, COMPLETED); check(); forget()
#endif
  :: owns(me, mine) && db.row[mine].status == COMPLETED -> printf("W%d: COMPLETE: repeated\n", me); forget()
  :: mayWrite(me, mine) && db.row[mine].seq == slice[me].seq ->
    end(mine, COMPLETE, COMPLETED); printf("W%d: COMPLETE of run %d\n", me, mine); check();
    if :: LOST; goto completeAgain :: LATE_BEAT; goto fenced :: forget() fi
  :: mayWrite(me, mine) && db.row[mine].seq != slice[me].seq -> printf("W%d: COMPLETE: out_of_order\n", me); goto outOfOrder
  :: !mayWrite(me, mine) && !(owns(me, mine) && db.row[mine].status == COMPLETED) -> printf("W%d: COMPLETE: refused\n", me); goto fenced
  fi
}
inline handBack(reason) {
  if
  :: owns(me, mine) && db.row[mine].status == CONTINUING -> printf("W%d: YIELD: repeated\n", me); forget()
  :: mayWrite(me, mine) ->
    n = (reason == RETRY && !db.row[mine].progress);
    if
    :: n && db.row[mine].attempts >= ATTEMPTS ->
      end(mine, FAIL, FAILED); printf("W%d: YIELD: exhausted, FAIL\n", me); check(); forget()
    :: else
    fi;
    db.row[mine].attempts = db.row[mine].attempts + n;
    step(mine, YIELD, CONTINUING);
    db.row[mine].worker = NOBODY; db.row[mine].due = (reason == BUDGET); db.row[mine].deadline = AHEAD;
    printf("W%d: YIELD of run %d\n", me, mine); check();
    if :: LOST; goto yieldAgain :: call(mine) fi;
    if
    :: LOST; goto commitAgain                                                 /* work that ignores its signal */
    :: forget()
    fi
  :: else -> printf("W%d: YIELD: refused\n", me); goto fenced
  fi
}

active [WORKERS] proctype Worker() {
end_idle: idle:
  if :: atomic { if EACH(CALLED) fi; claim() } fi;
claimAgain:
  if :: atomic { unlocked(mine) -> claim() } fi;
work:
  if
  :: atomic { unlocked(mine) && slice[me].cursor < PAGES -> lookBeforeCommit() }
  :: atomic { unlocked(mine) && slice[me].cursor == PAGES -> complete() }
  :: atomic { unlocked(mine) && mayWrite(me, mine) && db.row[mine].progress -> handBack(BUDGET) }
  :: atomic { unlocked(mine) && faults > 0 -> faults--; handBack(RETRY) }
  :: atomic { unlocked(mine) && faults > 0 -> faults--; handBack(LIMITED) }
  :: atomic { unlocked(mine) && faults > 0 && mayWrite(me, mine) -> faults--;
      end(mine, FAIL, FAILED); printf("W%d: FAIL of run %d\n", me, mine); check();
      if :: LATE_BEAT; goto fenced :: forget() fi }
  :: atomic { unlocked(mine) && !mayWrite(me, mine) -> printf("W%d: BEAT: fenced\n", me); goto fenced }
  :: atomic { unlocked(mine) && mayWrite(me, mine) && db.row[mine].deadline == PASSED ->      /* a beat that changes something */
      step(mine, BEAT, RUNNING); db.row[mine].deadline = AHEAD; printf("W%d: BEAT\n", me); goto work }
#ifdef SEQ_FROM_ROW
  :: atomic { unlocked(mine) && mayWrite(me, mine) && slice[me].seq != db.row[mine].seq ->
      slice[me].seq = db.row[mine].seq; printf("W%d: BEAT, takes seq %d from its answer\n", me, slice[me].seq); goto work }
#endif
  :: atomic { faults > 0 -> faults--; printf("W%d: crashes\n", me); forget() }
  fi;
commitAgain:
  if :: atomic { unlocked(mine) && slice[me].cursor < PAGES -> lookBeforeCommit() } :: atomic { slice[me].cursor == PAGES -> forget() } fi;
write:
  if
  :: atomic {
      assert(mayWrite(me, mine));                                            /* no-write-after-fence */
      step(mine, COMMIT, RUNNING);
      n = !db.record[slice[me].cursor + 1]; db.row[mine].inserted = db.row[mine].inserted + n;
      db.record[slice[me].cursor + 1] = 1;
      db.row[mine].fetched++; db.row[mine].seq = slice[me].seq + 1; db.row[mine].cursor = slice[me].cursor + 1;
      db.row[mine].progress = 1; db.row[mine].silences = 0; db.row[mine].attempts = 0;
      if :: db.row[mine].deadline == PASSED -> db.row[mine].deadline = AHEAD :: else fi;
      lock[mine] = NOBODY;
      printf("W%d: COMMIT: written, seq %d\n", me, db.row[mine].seq);
      check();
      if :: LOST; goto commitAgain :: turnThePage(); goto work fi
    }
  :: atomic { faults > 0 -> faults--; lock[mine] = NOBODY; printf("W%d: crashes, its transaction is rolled back\n", me); forget() }
  fi;
completeAgain:
  if :: atomic { unlocked(mine) -> complete() } fi;
yieldAgain:
  if :: atomic { unlocked(mine) -> handBack(LIMITED) } fi;
outOfOrder:
  if :: atomic { unlocked(mine) -> handBack(RETRY) } fi;
fenced:
  if
  :: atomic { unlocked(mine) && over(mine) && db.row[mine].last == me && !db.row[mine].stopped ->
      step(mine, STOPPED, from_); db.row[mine].stopped = 1; printf("W%d: STOPPED\n", me); forget() }
  :: atomic { unlocked(mine) && !(over(mine) && db.row[mine].last == me && !db.row[mine].stopped) -> forget() }
  fi
}
#undef me
