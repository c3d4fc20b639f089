import { Button, Dialog, useWords } from "@sincro/react";

interface ShortcutSheetProps {
  readonly enabled: boolean;
  readonly onEnable: (enabled: boolean) => void;
  readonly onClose: () => void;
}

/** What the keys do, and the switch that turns the single letters off. */
export function ShortcutSheet({ enabled, onEnable, onClose }: ShortcutSheetProps) {
  const { t } = useWords();
  const keys = [
    ["s", t.keys.syncAll],
    ["x", t.keys.cancelAll],
    ["1 … 9", t.keys.nth],
    ["j / k", t.keys.move],
    ["Enter", t.keys.enter],
    ["← / →", t.keys.travel],
    ["Esc", t.keys.now],
    ["Alt + T", t.keys.notices],
    ["Ctrl + Enter", t.keys.confirm],
    ["?", t.keys.help],
  ] as const;
  return (
    <Dialog title={t.keys.title} onClose={onClose} testId="shortcut-sheet">
      <dl className="mt-3 grid grid-cols-[auto_1fr] gap-x-4 gap-y-2 text-sm">
        {keys.map(([key, does]) => (
          <div key={key} className="contents">
            <dt>
              <kbd className="rounded border border-line bg-sunk px-1.5 py-0.5 font-mono text-[0.8125rem]">{key}</kbd>
            </dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
      <label className="mt-4 flex min-h-9 items-center gap-2 text-sm">
        <input
          type="checkbox"
          checked={enabled}
          onChange={(event) => onEnable(event.target.checked)}
          className="size-4"
        />
        {t.keys.enabled}
      </label>
      <div className="mt-4 flex justify-end">
        <Button data-initial-focus onClick={onClose}>
          {t.app.close}
        </Button>
      </div>
    </Dialog>
  );
}
