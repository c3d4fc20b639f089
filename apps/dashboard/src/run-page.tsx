import { ConnectionPill, Notices, RunView, SyncControls, useWords } from "@sincro/react";
import { ArrowLeft } from "lucide-react";
import { useEffect } from "react";
import { KeepingLink } from "./keeping-link.tsx";
import { useMomentInAddress } from "./use-moment-in-address.ts";

/** One run; the moment that is looked at stands in the address. */
export function RunPage({ id }: { readonly id: string }) {
  const { t } = useWords();
  const moment = useMomentInAddress();
  useEffect(() => {
    document.title = `${id.slice(0, 8)} · ${t.app.title}`;
  }, [id, t]);
  return (
    <>
      <header className="border-b border-line bg-page">
        <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 px-4 py-2.5">
          <KeepingLink
            href="/"
            className="inline-flex min-h-9 items-center gap-2 text-lg font-semibold hover:underline"
          >
            <ArrowLeft aria-hidden size={18} />
            {t.app.title}
          </KeepingLink>
          <div className="flex flex-wrap items-center justify-end gap-2">
            <ConnectionPill />
            <SyncControls />
          </div>
        </div>
      </header>
      <main
        id="content"
        tabIndex={-1}
        className="mx-auto flex w-full max-w-6xl flex-1 flex-col gap-4 p-4 -outline-offset-2"
      >
        <Notices />
        <RunView key={id} id={id} level="page" {...moment} />
      </main>
    </>
  );
}
