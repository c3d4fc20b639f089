import {
  ErrorBoundary,
  type Session,
  type SyncActions,
  type SyncCenter,
  SyncProvider,
  useMedia,
  useWords,
} from "@sincro/react";
import { textsFor } from "@sincro/react/texts";
import { useCallback, useState } from "react";
import { Route, Switch, useLocation, useRoute } from "wouter";
import { useIsOver, useQuery, useTargetOf } from "./address.ts";
import { DashboardHome } from "./dashboard-home.tsx";
import { KeepingLink } from "./keeping-link.tsx";
import { PageFooter } from "./page-footer.tsx";
import { type Preferences, usePreferences } from "./preferences.ts";
import { RunPage } from "./run-page.tsx";
import { RunPanel } from "./run-panel.tsx";
import { ShortcutSheet } from "./shortcut-sheet.tsx";
import { useShortcuts } from "./use-shortcuts.ts";

interface AppProps {
  readonly actions: SyncActions;
  readonly session: Session;
  readonly center: SyncCenter;
  /** Why the sign-in link was refused. */
  readonly signInError: string | null;
}

/** The whole page: its preferences, its feed, its routes. */
export function App({ actions, session, center, signInError }: AppProps) {
  const preferences = usePreferences();
  const [, navigate] = useLocation();
  const targetOf = useTargetOf();
  const go = useCallback(
    (to: string) => {
      const { href, state } = targetOf(to);
      navigate(href, { state });
    },
    [navigate, targetOf],
  );
  const { t } = textsFor(preferences.language);
  return (
    <ErrorBoundary t={t} part="page">
      <SyncProvider
        center={center}
        actions={actions}
        session={session}
        signInError={signInError}
        language={preferences.language}
        region={preferences.region}
        Link={KeepingLink}
        go={go}
      >
        <Frame preferences={preferences} />
      </SyncProvider>
    </ErrorBoundary>
  );
}

function Home({ beside }: { readonly beside: string | null }) {
  const [, navigate] = useLocation();
  const [search] = useQuery();
  const close = () => {
    const kept = new URLSearchParams(search);
    kept.delete("t");
    navigate(kept.size === 0 ? "/" : `/?${kept}`);
  };
  return (
    <>
      <DashboardHome beside={beside !== null} />
      {beside !== null && <RunPanel id={beside} onClose={close} />}
    </>
  );
}

function Frame({ preferences }: { readonly preferences: Preferences }) {
  const { t } = useWords();
  const [sheet, setSheet] = useState(false);
  const openSheet = useCallback(() => setSheet(true), []);
  useShortcuts(preferences.singleKeys, openSheet);
  const wide = useMedia("(min-width: 64rem)");
  const [path] = useLocation();
  const [, run] = useRoute("/runs/:id");
  const beside = (useIsOver() && wide && run?.id) || null;
  const home = path === "/" || beside !== null;
  return (
    <div className="flex min-h-dvh flex-col max-sm:pb-20">
      <a
        href="#content"
        className="sr-only focus:not-sr-only focus:fixed focus:top-2 focus:left-2 focus:z-50 focus:rounded-lg focus:bg-card focus:px-3 focus:py-2"
      >
        {t.app.skip}
      </a>
      {/* One element for both, so that a run that opens at its side leaves the first page as it is. */}
      {home && <Home beside={beside} />}
      {!home && (
        <Switch>
          <Route path="/runs/:id">{({ id }) => <RunPage id={id} />}</Route>
          <Route>
            <main id="content" className="mx-auto w-full max-w-6xl flex-1 p-4">
              <p className="py-8">{t.app.notFound}</p>
              <KeepingLink href="/" className="underline">
                {t.app.back}
              </KeepingLink>
            </main>
          </Route>
        </Switch>
      )}
      <PageFooter preferences={preferences} onShortcuts={openSheet} />
      {sheet && (
        <ShortcutSheet
          enabled={preferences.singleKeys}
          onEnable={preferences.setSingleKeys}
          onClose={() => setSheet(false)}
        />
      )}
    </div>
  );
}
