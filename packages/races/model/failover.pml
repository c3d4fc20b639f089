/* The assumed failure: the standby takes over without the last commits. Sessions die with the primary; transactions
 * that were under way are as if they had not begun, so it happens between them.
 */
inline ship(to, from) {
  d_step {
    for (i : 1 .. PAGES) { to.record[i] = from.record[i] }
    for (i : 1 .. RUNS) {
      to.row[i].status = from.row[i].status; to.row[i].fence = from.row[i].fence;
      to.row[i].worker = from.row[i].worker; to.row[i].last = from.row[i].last;
      to.row[i].deadline = from.row[i].deadline; to.row[i].due = from.row[i].due;
      to.row[i].seq = from.row[i].seq; to.row[i].cursor = from.row[i].cursor; to.row[i].begun = from.row[i].begun;
      to.row[i].fetched = from.row[i].fetched; to.row[i].inserted = from.row[i].inserted;
      to.row[i].silences = from.row[i].silences; to.row[i].attempts = from.row[i].attempts;
      to.row[i].progress = from.row[i].progress; to.row[i].stopped = from.row[i].stopped;
      to.row[i].request = from.row[i].request
    }
  }
}
inline failover() {
  d_step {
    printf("E: FAILOVER\n");
    for (i : 1 .. RUNS) {
      if
      :: copy.row[i].status == IDLE && db.row[i].status != IDLE ->  /* its id is nobody's now, and never comes again */
        printf("E: run %d was never started\n", i);
        handoff[i] = 0;
        for (w : 1 .. WORKERS) { if :: working[w] == i -> working[w] = 0 :: else fi }
      :: copy.row[i].status != IDLE && copy.row[i].status < COMPLETED && over(i) -> printf("E: run %d did not end\n", i);
      :: else
      fi;
      if :: copy.row[i].status != IDLE && copy.row[i].seq < db.row[i].seq -> printf("E: run %d is back at seq %d\n", i, copy.row[i].seq); :: else fi
    }
    ship(db, copy); standby = 2; check()
  }
}
