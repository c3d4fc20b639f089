import { Button, useInstallation, useWords } from "@sincro/react";
import { languages } from "@sincro/react/texts";
import { Keyboard } from "lucide-react";
import { type Preferences, themes } from "./preferences.ts";

const names = { es: "Español", en: "English" } as const;

interface PageFooterProps {
  readonly preferences: Preferences;
  readonly onShortcuts: () => void;
}

/** Language, theme and shortcuts: what one looks for once. */
export function PageFooter({ preferences, onShortcuts }: PageFooterProps) {
  const { t } = useWords();
  return (
    <footer className="mx-auto flex w-full max-w-6xl flex-wrap items-center justify-between gap-x-6 gap-y-2 px-4 py-4 text-[0.8125rem] text-quiet">
      <Choice
        label={t.app.language}
        options={languages}
        chosen={preferences.language}
        name={(language) => names[language]}
        lang={(language) => language}
        onChoose={preferences.setLanguage}
      />
      <Choice
        label={t.app.theme}
        options={themes}
        chosen={preferences.theme}
        name={(theme) => t.app.themes[theme]}
        onChoose={preferences.setTheme}
      />
      <PolicyLine />
      <Button look="quiet" className="px-2" onClick={onShortcuts} data-testid="shortcuts">
        <Keyboard aria-hidden size={16} />
        {t.keys.open}
      </Button>
    </footer>
  );
}

/** The policy in force, as the server told it. */
function PolicyLine() {
  const { t, format } = useWords();
  const { loaded, policy } = useInstallation();
  if (!loaded) return null;
  const { leaseMs, sweepMs, silences, attempts } = policy;
  return (
    <p data-testid="policy" className="order-last w-full">
      {t.policyOf.title}: {t.policyOf.line(format.duration(leaseMs), format.duration(sweepMs), silences, attempts)}
    </p>
  );
}

interface ChoiceProps<T extends string> {
  readonly label: string;
  readonly options: readonly T[];
  readonly chosen: T;
  readonly name: (option: T) => string;
  readonly lang?: (option: T) => string;
  readonly onChoose: (option: T) => void;
}

function Choice<T extends string>({ label, options, chosen, name, lang, onChoose }: ChoiceProps<T>) {
  return (
    <fieldset className="flex items-center gap-1">
      <legend className="sr-only">{label}</legend>
      {options.map((option) => (
        <button
          key={option}
          type="button"
          lang={lang?.(option)}
          aria-pressed={option === chosen}
          data-testid={`choose-${option}`}
          onClick={() => onChoose(option)}
          className="min-h-8 cursor-pointer rounded-md px-2 hover:bg-sunk aria-pressed:bg-sunk aria-pressed:font-medium aria-pressed:text-ink max-sm:min-h-12"
        >
          {name(option)}
        </button>
      ))}
    </fieldset>
  );
}
