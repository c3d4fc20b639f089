import { useWords } from "../../hooks/context.ts";
import type { RunRow } from "../../view/run-row.ts";
import { ScrollBox } from "../base/scroll-box.tsx";
import { CopyDetails } from "../copy-details.tsx";
import { Heading, type Level } from "./heading.tsx";

/** The run's row as it is, folded, to be copied into a message. */
export function RunData({ run, level }: { readonly run: RunRow; readonly level: Level }) {
  const { t } = useWords();
  const text = JSON.stringify(run, null, 2);
  return (
    <details data-testid="run-data">
      <summary className="min-h-6 cursor-pointer">
        <Heading level={level} of="section" className="inline font-semibold">
          {t.data.title}
        </Heading>
      </summary>
      <div className="flex flex-col items-start gap-3 pt-3">
        <CopyDetails t={t} text={text} />
        <div className="w-full min-w-0">
          <ScrollBox label={t.data.title}>
            <pre className="bg-sunk p-3 font-mono text-xs">{text}</pre>
          </ScrollBox>
        </div>
      </div>
    </details>
  );
}
