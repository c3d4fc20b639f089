/* The protocol of a sync run, for spin: one scope, WORKERS workers, two operators, a sweeper, and an environment that
 * lets time pass and makes at most FAULTS faults, of any kind, anywhere. README.md says what is left out. An atomic
 * block is one transaction, or what its row lock makes indivisible of it. The word behind an assert is the invariant's
 * name. Each name in an #ifdef is a configuration (configurations.ts) or a seeded defect (mutants.ts).
 */
#include "transitions.pml"
#include "database.pml"
#include "worker.pml"
#ifdef FAILOVER
#include "failover.pml"
#endif
#include "others.pml"

#define quiet(r) (!active(r))
#define idle(w) (working[w] == 0)
#if RUNS > 2
#define allOver (quiet(1) && quiet(2) && quiet(3))
#else
#define allOver (quiet(1) && quiet(2))
#endif
#if WORKERS > 1
#define allIdle (idle(1) && idle(2))
#else
#define allIdle (idle(1))
#endif
/* Operators start finitely many runs and an ended run stays so: every started run ends, and who worked for one stops. */
#ifdef LIVENESS
ltl every_run_ends_and_its_workers_stop { <> [] (allOver && allIdle) }
#endif
