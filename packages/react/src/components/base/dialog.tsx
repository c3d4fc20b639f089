import { type KeyboardEvent, type ReactNode, useId, useLayoutEffect, useRef } from "react";

interface DialogProps {
  readonly title: string;
  /** Esc, or the safe button; absent for a dialog that must be answered. */
  readonly onClose?: () => void;
  /** Ctrl+Enter. */
  readonly onConfirm?: () => void;
  readonly testId: string;
  readonly children: ReactNode;
}

/**
 * A modal dialog, open for as long as it is rendered: the browser's own, so that focus stays inside, Esc works, and focus
 * returns to whatever opened it. The focus begins on the element with `data-initial-focus`.
 */
export function Dialog({ title, onClose, onConfirm, testId, children }: DialogProps) {
  const ref = useRef<HTMLDialogElement>(null);
  const heading = useId();
  useLayoutEffect(() => {
    const dialog = ref.current;
    const opener = document.activeElement;
    dialog?.showModal();
    dialog?.querySelector<HTMLElement>("[data-initial-focus]")?.focus();
    return () => {
      dialog?.close();
      if (opener instanceof HTMLElement && opener.isConnected) opener.focus();
    };
  }, []);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && onConfirm !== undefined) {
      event.preventDefault();
      onConfirm();
    }
    // The page's single-key shortcuts must not reach through the dialog.
    event.stopPropagation();
  };
  return (
    <dialog
      ref={ref}
      aria-labelledby={heading}
      data-testid={testId}
      onKeyDown={onKeyDown}
      onCancel={(event) => {
        event.preventDefault();
        onClose?.();
      }}
      // A browser closes a dialog by itself at the second Esc.
      onClose={() => (onClose === undefined ? ref.current?.showModal() : onClose())}
      className="m-auto w-[min(32rem,calc(100vw-2rem))] max-h-[calc(100dvh-2rem)] overflow-y-auto rounded-xl border border-line bg-card p-5 text-ink shadow-raised backdrop:bg-black/45"
    >
      <h2 id={heading} className="text-lg font-semibold text-balance">
        {title}
      </h2>
      {children}
    </dialog>
  );
}
