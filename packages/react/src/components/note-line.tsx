import type { Note } from "../view/words.ts";

const tones = { quiet: "text-quiet", warning: "text-stale", error: "text-failed" } as const;

/** The one sentence about a run that is out of the ordinary. */
export function NoteLine({ note, testId = "note" }: { readonly note: Note; readonly testId?: string }) {
  return (
    <p
      className={`text-[0.8125rem] leading-5 text-pretty [overflow-wrap:anywhere] ${tones[note.tone]}`}
      data-testid={testId}
    >
      {note.text}
    </p>
  );
}
