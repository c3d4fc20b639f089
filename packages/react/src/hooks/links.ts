import type { ComponentType, ReactNode } from "react";

/** What a link of this package asks of the page's router. */
export interface LinkProps {
  readonly href: string;
  readonly className?: string;
  readonly "aria-label"?: string;
  readonly "data-testid"?: string;
  readonly children: ReactNode;
}

/** The page's link: the router's, or a plain `<a>`. */
export type LinkComponent = ComponentType<LinkProps>;
