import { type ReactNode, useLayoutEffect, useRef } from "react";

interface ChartFrameProps {
  readonly label: string;
  /** The state to keep in sight, where the diagram is wider than its place. */
  readonly active?: string;
  /** What is said while there is nothing to draw. */
  readonly loading?: string;
  readonly children?: ReactNode;
}

/** The box in which the diagram scrolls: it can have the focus, since what scrolls must be reached by keyboard. */
export function ChartFrame({ label, active, loading, children }: ChartFrameProps) {
  const ref = useRef<HTMLElement>(null);
  useLayoutEffect(() => {
    const box = ref.current;
    const ringed = box?.querySelector(`[data-active]`);
    if (box === null || !ringed || active === undefined || box.scrollWidth <= box.clientWidth) return;
    const [outer, inner] = [box.getBoundingClientRect(), ringed.getBoundingClientRect()];
    box.scrollLeft += inner.left + inner.width / 2 - (outer.left + outer.width / 2);
  }, [active]);
  return (
    <section
      ref={ref}
      aria-label={label}
      aria-busy={loading !== undefined}
      data-testid="chart"
      className="sincro-chart"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
      tabIndex={0}
    >
      {children ?? <p className="waiting">{loading}</p>}
    </section>
  );
}
