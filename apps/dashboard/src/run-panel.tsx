import { Button, RunView, useWords } from "@sincro/react";
import { X } from "lucide-react";
import { useEffect, useRef } from "react";
import { useMomentInAddress } from "./use-moment-in-address.ts";

interface RunPanelProps {
  readonly id: string;
  readonly onClose: () => void;
}

/** A run at the side of the first page, which stays in use. Esc closes it, once it looks at now; the focus returns. */
export function RunPanel({ id, onClose }: RunPanelProps) {
  const { t } = useWords();
  const moment = useMomentInAddress();
  const panel = useRef<HTMLElement>(null);
  useEffect(() => {
    const [opener, title] = [document.activeElement, document.title];
    panel.current?.focus();
    return () => {
      document.title = title;
      if (opener instanceof HTMLElement) opener.focus();
    };
  }, []);
  useEffect(() => {
    document.title = `${id.slice(0, 8)} · ${t.app.title}`;
    panel.current?.scrollTo({ top: 0 });
  }, [id, t]);
  return (
    <aside
      ref={panel}
      tabIndex={-1}
      aria-label={t.run.panel}
      data-testid="run-panel"
      onKeyDown={(event) => {
        if (event.key === "Escape" && !event.defaultPrevented) onClose();
      }}
      className="fixed inset-y-0 right-0 z-10 flex w-[min(56rem,62vw)] flex-col gap-2 overflow-y-auto border-l border-line bg-page p-3 shadow-raised -outline-offset-2"
    >
      <Button look="quiet" className="self-end" data-testid="close-panel" onClick={onClose}>
        <X aria-hidden size={16} />
        {t.app.close}
      </Button>
      <RunView key={id} id={id} whole {...moment} />
    </aside>
  );
}
