import { CancelAllButton } from "./cancel-all-button.tsx";
import { CleanStuckButton } from "./clean-stuck-button.tsx";
import { SyncAllButton } from "./sync-all-button.tsx";

/** The page's three actions. On a phone the two main ones stand at the bottom, in reach of the thumb. */
export function SyncControls() {
  return (
    <div className="flex flex-wrap items-center gap-2 max-sm:fixed max-sm:inset-x-0 max-sm:bottom-0 max-sm:z-20 max-sm:flex-nowrap max-sm:border-t max-sm:border-line max-sm:bg-card max-sm:p-2 max-sm:pb-[max(0.5rem,env(safe-area-inset-bottom))]">
      <CleanStuckButton className="max-sm:hidden" />
      <CancelAllButton className="max-sm:min-w-0 max-sm:flex-1" />
      <SyncAllButton />
    </div>
  );
}
