import { Ban, Play, RefreshCw, RotateCcw } from "lucide-react";

const icons = { cancel: Ban, sync: RefreshCw, resume: Play, retry: RotateCcw } as const;

/** The icon of what a button does with a run. */
export function ActionIcon({ action }: { readonly action: keyof typeof icons }) {
  const Icon = icons[action];
  return <Icon aria-hidden size={16} />;
}
