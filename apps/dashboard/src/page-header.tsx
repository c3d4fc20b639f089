import { ConnectionPill, SyncControls, useWords } from "@sincro/react";

/** One line: what this is, whether it is live, and the three actions. */
export function PageHeader() {
  const { t } = useWords();
  return (
    <header className="border-b border-line bg-page">
      <div className="flex flex-wrap items-center justify-end gap-2 px-4 py-2.5">
        <h1 className="mr-auto text-lg font-semibold max-sm:text-base">{t.app.title}</h1>
        <ConnectionPill />
        <SyncControls />
      </div>
    </header>
  );
}
