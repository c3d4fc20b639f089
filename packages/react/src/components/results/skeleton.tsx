/** What stands where the results will be; as high as they are, so that nothing jumps. */
export function ResultsSkeleton({ label }: { readonly label: string }) {
  return (
    <div role="status" aria-label={label} data-testid="results-skeleton">
      {[0, 1, 2, 3].map((row) => (
        <div key={row} className="border-t border-line py-3">
          <div className="h-4 w-3/5 rounded bg-sunk" />
        </div>
      ))}
    </div>
  );
}
