import { useWords } from "../hooks/context.ts";
import type { Phase } from "../view/phase.ts";
import { stateWord } from "../view/words.ts";
import { looks } from "./look.ts";

interface StatusBadgeProps {
  readonly phase: Phase;
  /** For a state that was: what is over does not spin. */
  readonly still?: boolean;
}

/** A run's state: icon, word and border; loud when it is one that nobody knows. */
export function StatusBadge({ phase, still = false }: StatusBadgeProps) {
  const words = useWords();
  const { icon: Icon, colour, border, spins } = looks[phase.kind];
  const help =
    phase.kind in words.t.stateHelp ? words.t.stateHelp[phase.kind as keyof typeof words.t.stateHelp] : undefined;
  return (
    <span
      title={help}
      data-phase={phase.kind}
      className={`inline-flex items-center gap-1.5 rounded-full border px-2 py-0.5 text-[0.8125rem] font-medium leading-5 ${colour} ${border}`}
    >
      <Icon
        aria-hidden
        size={14}
        className={`shrink-0 ${spins && !still ? "motion-safe:animate-[spin_2.4s_linear_infinite]" : ""}`}
      />
      {stateWord(phase, words)}
    </span>
  );
}
