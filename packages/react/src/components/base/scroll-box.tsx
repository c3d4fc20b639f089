import type { ReactNode } from "react";

/** What is too wide scrolls in a box of its own, which has a name and can have the focus: it must be reached by keyboard. */
export function ScrollBox({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
    <section className="overflow-x-auto rounded-md" tabIndex={0} aria-label={label}>
      {children}
    </section>
  );
}
