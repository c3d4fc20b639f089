import { ConnectionPill, Notices, RunView, SyncControls, useWords } from "@sincro/react";
import { ArrowLeft } from "lucide-react";
import { Link } from "wouter";

/** One run. */
export function RunPage({ id }: { readonly id: string }) {
  const { t } = useWords();
  return (
    <>
      <header className="border-b border-line bg-page">
        <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 px-4 py-2.5">
          <Link href="/" className="inline-flex min-h-9 items-center gap-2 text-lg font-semibold hover:underline">
            <ArrowLeft aria-hidden size={18} />
            {t.app.title}
          </Link>
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
        <RunView id={id} />
      </main>
    </>
  );
}
