import { type ReactNode, useEffect, useMemo, useRef, useState } from "react";
import type { SyncCenter } from "../feed/center.ts";
import type { Session, SyncActions } from "../feed/port.ts";
import { createAnnouncer } from "../feedback/announcer.ts";
import { createNotices } from "../feedback/notices.ts";
import { rememberedLayout, rememberedRange } from "../feedback/remembered.ts";
import { createOperations } from "../flows/operations.ts";
import { type Sync, SyncContext } from "../hooks/context.ts";
import type { LinkComponent } from "../hooks/links.ts";
import { type Language, type Region, textsFor } from "../texts/index.ts";
import { CancelDialog } from "./cancel-dialog.tsx";
import { ConflictWatch } from "./conflict-watch.tsx";
import { LiveRegions } from "./live-regions.tsx";
import { SessionDialog } from "./session-dialog.tsx";
import { cornerToasts, Toasts } from "./toasts.tsx";

interface SyncProviderProps {
  readonly center: SyncCenter;
  readonly actions: SyncActions;
  readonly session: Session;
  /** Why a sign-in link was refused, when the page was opened by one. */
  readonly signInError?: string | null;
  readonly language: Language;
  readonly region?: Region;
  /** The router's link and its `navigate`; plain ones when absent. */
  readonly Link?: LinkComponent;
  readonly go?: (href: string) => void;
  readonly hrefOf?: (runId: string) => string;
  readonly children: ReactNode;
}

const PlainLink: LinkComponent = ({ children, ...rest }) => <a {...rest}>{children}</a>;
const plainHref = (runId: string) => `/runs/${runId}`;
const plainGo = (href: string) => window.location.assign(href);

/**
 * Gives every component of this package its feed, its flows and its words, and holds what all of them share: the question
 * before a cancel, the sign-in that stands on top of the page, the corner messages and the live regions.
 *
 * @example
 * ```tsx
 * const client = createClient()
 * const center = createSyncCenter(client)
 * center.start()
 * <SyncProvider center={center} actions={client} session={client} language="es"><SyncResultsPanel /></SyncProvider>
 * ```
 */
export function SyncProvider(props: SyncProviderProps) {
  const { center, actions, session, signInError = null, language, region, children } = props;
  const words = useMemo(() => textsFor(language, region), [language, region]);
  const latest = useRef(words);
  useEffect(() => {
    latest.current = words;
  }, [words]);
  const [parts] = useState(() => {
    const announcer = createAnnouncer();
    const notices = createNotices();
    const title = (source: string) =>
      center.state.get().installation?.sources.find((known) => known.name === source)?.title ?? source;
    const context = { center, actions, announcer, notices, toasts: cornerToasts, title, words: () => latest.current };
    const chosen = { range: rememberedRange(localStorage), layout: rememberedLayout(localStorage) };
    return { operations: createOperations(context), announcer, notices, title, ...chosen };
  });
  const { Link = PlainLink, hrefOf = plainHref, go = plainGo } = props;
  const sync: Sync = useMemo(
    () => ({ ...parts, center, words, language, region, Link, hrefOf, go }),
    [parts, center, words, language, region, Link, hrefOf, go],
  );
  return (
    <SyncContext value={sync}>
      {children}
      <LiveRegions />
      <CancelDialog />
      <ConflictWatch />
      <SessionDialog session={session} refused={signInError} />
      <Toasts />
    </SyncContext>
  );
}
