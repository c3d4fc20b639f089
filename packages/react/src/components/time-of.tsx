import type { ReactNode } from "react";
import { useWords } from "../hooks/context.ts";

/** A moment, with the whole of it for machines and on hover. */
export function TimeOf({ ms, children }: { readonly ms: number; readonly children: ReactNode }) {
  const { format } = useWords();
  return (
    <time dateTime={new Date(ms).toISOString()} title={format.date(ms)}>
      {children}
    </time>
  );
}
