/** What stands where a card will be, with the same rows at the same heights, so that nothing jumps when it comes. */
export function SourceCardSkeleton() {
  return (
    <div
      aria-hidden
      data-testid="card-skeleton"
      className="flex flex-col gap-3 rounded-xl border border-line bg-card p-4"
    >
      <div className="flex h-6.5 items-center justify-between">
        <div className="h-5 w-2/5 rounded bg-sunk" />
        <div className="h-5 w-1/4 rounded-full bg-sunk" />
      </div>
      <div className="flex h-7 items-center">
        <div className="h-5 w-1/2 rounded bg-sunk" />
      </div>
      <div className="h-2 rounded-full bg-sunk" />
      <div className="h-[2.4375rem] w-full rounded bg-sunk" />
      <div className="h-[1.21875rem] w-3/5 rounded bg-sunk" />
      <div className="mt-auto flex gap-2 pt-1">
        <div className="h-9 w-32 rounded-lg bg-sunk max-sm:h-12" />
      </div>
    </div>
  );
}
