import { Check, ChevronDown } from "lucide-react";
import { type FocusEvent, type KeyboardEvent, useEffect, useId, useRef, useState } from "react";
import { ranges } from "../feedback/remembered.ts";
import type { Range } from "../flows/start.ts";
import { useWords } from "../hooks/context.ts";
import { Button } from "./base/button.tsx";

interface RangeMenuProps {
  readonly chosen: Range;
  readonly onChoose: (range: Range) => void;
}

/** The arrow beside «Sincronizar todo»: a menu of the four ranges. It chooses; the button beside it starts. */
export function RangeMenu({ chosen, onChoose }: RangeMenuProps) {
  const { t } = useWords();
  const [open, setOpen] = useState(false);
  const menu = useRef<HTMLDivElement>(null);
  const arrow = useRef<HTMLDivElement>(null);
  const id = useId();
  useEffect(() => {
    if (open) menu.current?.querySelector<HTMLElement>('[aria-checked="true"]')?.focus();
  }, [open]);

  const close = () => {
    setOpen(false);
    arrow.current?.querySelector("button")?.focus();
  };
  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    const items = [...event.currentTarget.querySelectorAll<HTMLElement>('[role="menuitemradio"]')];
    const at = items.indexOf(document.activeElement as HTMLElement);
    const next = { ArrowDown: at + 1, ArrowUp: at - 1 + items.length, Home: 0, End: items.length - 1 }[event.key];
    if (next !== undefined) items[next % items.length]?.focus();
    else if (event.key === "Escape") close();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const onBlur = (event: FocusEvent<HTMLDivElement>) => {
    if (!event.currentTarget.contains(event.relatedTarget)) setOpen(false);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it only hears that the focus has left its button and its menu
    <div ref={arrow} className="relative flex" onBlur={onBlur}>
      <Button
        look="primary"
        className="rounded-l-none border-l border-l-on-primary/40 px-2"
        aria-label={t.sync.choose}
        aria-haspopup="menu"
        aria-expanded={open}
        aria-controls={open ? id : undefined}
        data-testid="range"
        onClick={() => setOpen(!open)}
      >
        <ChevronDown aria-hidden size={16} />
      </Button>
      {open && (
        <div
          ref={menu}
          id={id}
          role="menu"
          aria-label={t.sync.choose}
          onKeyDown={onKeyDown}
          className="absolute right-0 z-30 w-56 rounded-lg border border-line bg-card p-1 shadow-raised sm:top-full sm:mt-1 max-sm:bottom-full max-sm:mb-1"
        >
          {ranges.map((range) => (
            <button
              key={range}
              type="button"
              role="menuitemradio"
              aria-checked={range === chosen}
              tabIndex={-1}
              data-testid={`range-${range}`}
              className="flex min-h-9 w-full cursor-pointer items-center justify-between gap-2 rounded-md px-3 text-left text-sm hover:bg-sunk focus:bg-sunk max-sm:min-h-12"
              onClick={() => {
                setOpen(false);
                onChoose(range);
              }}
            >
              {t.sync.range[range]}
              {range === chosen && <Check aria-hidden size={16} />}
            </button>
          ))}
        </div>
      )}
    </div>
  );
}
