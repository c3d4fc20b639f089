import { useSelector } from "@xstate/react";
import { useEffect } from "react";
import { Toaster, toast } from "sonner";
import type { Toasts as ToastPort } from "../feedback/toasts.ts";
import { useSync } from "../hooks/context.ts";
import { ConflictNotice } from "./conflict-notice.tsx";

/** Short messages by way of sonner. */
export const cornerToasts: ToastPort = {
  success: (text) => void toast.success(text),
  error: (text) => void toast.error(text),
};

const conflictId = "conflict";

/** The corner: results for a few seconds, and the conflict's choice until it is made. Alt+T leads into it. */
export function Toasts() {
  const { operations, words } = useSync();
  const conflict = useSelector(operations.start, (flow) => flow.matches("choosing") || flow.matches("restarting"));
  useEffect(() => {
    if (!conflict) return;
    toast.custom(() => <ConflictNotice place="corner" />, {
      id: conflictId,
      duration: Number.POSITIVE_INFINITY,
      dismissible: false,
    });
    return () => void toast.dismiss(conflictId);
  }, [conflict]);
  return (
    <Toaster
      // The page has one polite region of its own; a second one would say everything twice.
      ref={(section) => section?.setAttribute("aria-live", "off")}
      containerAriaLabel={words.t.app.notices}
      position="bottom-right"
      className="sincro-toasts"
      gap={8}
      // Above the bottom bar of a phone.
      mobileOffset={{ bottom: 80 }}
    />
  );
}
