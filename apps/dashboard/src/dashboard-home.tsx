import { FactsBanner, filters, Notices, RunInView, SourceCards, SyncResultsPanel, useWords } from "@sincro/react";
import { useEffect } from "react";
import { useQuery } from "./address.ts";
import { PageHeader } from "./page-header.tsx";

/** The home page: what runs now, what one can do about it, and what ran before. A run at its side is not shown twice. */
export function DashboardHome({ beside = false }: { readonly beside?: boolean }) {
  const { t } = useWords();
  const [search, set] = useQuery();
  const filter = filters.find((name) => name === search.get("estado")) ?? "all";
  const source = search.get("fuente");
  useEffect(() => {
    document.title = t.app.title;
  }, [t]);
  return (
    <>
      <PageHeader />
      <main
        id="content"
        tabIndex={-1}
        className="mx-auto flex w-full max-w-6xl flex-1 flex-col gap-4 p-4 -outline-offset-2"
      >
        <Notices />
        <FactsBanner />
        <SourceCards />
        {!beside && <RunInView source={source} />}
        <SyncResultsPanel
          filter={filter}
          onFilter={(chosen) => set({ estado: chosen === "all" ? null : chosen })}
          source={source}
          onSource={(chosen) => set({ fuente: chosen })}
        />
      </main>
    </>
  );
}
