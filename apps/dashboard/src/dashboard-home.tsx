import { FactsBanner, filters, Notices, RunInView, SourceCards, SyncResultsPanel, useWords } from "@sincro/react";
import { useEffect } from "react";
import { useSearchParams } from "wouter";
import { PageHeader } from "./page-header.tsx";

/** The home page: what runs now, what one can do about it, and what ran before. */
export function DashboardHome() {
  const { t } = useWords();
  const [search, setSearch] = useSearchParams();
  const filter = filters.find((name) => name === search.get("estado")) ?? "all";
  const source = search.get("fuente");
  const keep = (name: string, value: string | null) =>
    setSearch((params) => {
      if (value === null) params.delete(name);
      else params.set(name, value);
      return params;
    });
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
        <RunInView source={source} />
        <SyncResultsPanel
          filter={filter}
          onFilter={(chosen) => keep("estado", chosen === "all" ? null : chosen)}
          source={source}
          onSource={(chosen) => keep("fuente", chosen)}
        />
      </main>
    </>
  );
}
