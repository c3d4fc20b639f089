/** "The caller's fence and slice are not the row's", as the compiler prints it. */
export const notOwn =
  "(((r.fence is not distinct from e_fence) and (r.last_worker is not distinct from e_worker)) is not true)";

/** Without the trigger that refuses what the machine does not allow. */
export const guardOff = "alter table public.sync_runs disable trigger sync_guard;";

/** Without the index that leaves a scope one active run. */
export const indexOff = "drop index public.sync_runs_active;";
