import { isMoment } from "@sincro/react";
import { useQuery } from "./address.ts";

/** The moment of a run that is looked at, and how to look at another: it stands in the address (`?t=`). */
export function useMomentInAddress() {
  const [search, set] = useQuery();
  const asked = search.get("t");
  const at = isMoment(asked) ? asked : null;
  // «Atrás» leaves the past at once, not step by step.
  const onAt = (moment: string | null) => set({ t: moment }, { replace: at !== null && moment !== null });
  return { at, onAt };
}
