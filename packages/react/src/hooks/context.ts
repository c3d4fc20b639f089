import { createContext, useContext } from "react";
import type { SyncCenter } from "../feed/center.ts";
import type { Observable } from "../feed/observable.ts";
import type { Announcer } from "../feedback/announcer.ts";
import type { Notices } from "../feedback/notices.ts";
import type { Layout } from "../feedback/remembered.ts";
import type { Operations } from "../flows/operations.ts";
import type { Range } from "../flows/start.ts";
import type { Language, Region } from "../texts/index.ts";
import type { Words } from "../view/words.ts";
import type { LinkComponent } from "./links.ts";

/** What every component of this package is given by `SyncProvider`. */
export interface Sync {
  readonly center: SyncCenter;
  readonly operations: Operations;
  readonly announcer: Announcer;
  readonly notices: Notices;
  /** The range chosen last. */
  readonly range: Observable<Range>;
  /** How the results are shown where there is room for either, as chosen last. */
  readonly layout: Observable<Layout>;
  readonly words: Words;
  readonly language: Language;
  readonly region: Region | undefined;
  /** The provider's name as people write it, by the `source` column. */
  readonly title: (source: string) => string;
  readonly Link: LinkComponent;
  /** The address of one run's page. */
  readonly hrefOf: (runId: string) => string;
  /** Goes to an address of the page. */
  readonly go: (href: string) => void;
}

export const SyncContext = createContext<Sync | null>(null);

/** What `SyncProvider` gives. */
export function useSync(): Sync {
  const sync = useContext(SyncContext);
  if (sync === null) throw new Error("A component of @sincro/react stands outside <SyncProvider>.");
  return sync;
}

/** The texts and the format of the language in use. */
export function useWords(): Words {
  return useSync().words;
}
