import type { ReactNode } from "react";

/** Whether the run is the page, or a part of one. */
export type Level = "page" | "part";

const tags = { page: ["h1", "h2"], part: ["h2", "h3"] } as const;

interface HeadingProps {
  readonly level: Level;
  /** Of the run itself, or of a section of it. */
  readonly of: "run" | "section";
  readonly id?: string;
  readonly className?: string;
  readonly children: ReactNode;
}

/** A heading one below the other, wherever the run stands. */
export function Heading({ level, of, children, ...rest }: HeadingProps) {
  const Tag = tags[level][of === "run" ? 0 : 1];
  return <Tag {...rest}>{children}</Tag>;
}
