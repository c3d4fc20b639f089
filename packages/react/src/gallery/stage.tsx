import { useEffect, useState } from "react";
import { observable } from "../feed/observable.ts";
import { createAnnouncer } from "../feedback/announcer.ts";
import { createNotices } from "../feedback/notices.ts";
import type { Layout } from "../feedback/remembered.ts";
import type { Toasts } from "../feedback/toasts.ts";
import { createOperations } from "../flows/operations.ts";
import type { Range } from "../flows/start.ts";
import { type Sync, SyncContext } from "../hooks/context.ts";
import type { LinkComponent } from "../hooks/links.ts";
import { type Language, textsFor } from "../texts/index.ts";
import type { Scene } from "./scene.ts";
import { actionsOf, stillCenter } from "./world.ts";

/** Where and when the gallery's reader is: the same on every machine. */
const regions = {
  es: { locale: "es-MX", timeZone: "America/Mexico_City" },
  en: { locale: "en-US", timeZone: "America/Mexico_City" },
} as const;

const PlainLink: LinkComponent = ({ children, ...rest }) => <a {...rest}>{children}</a>;
const nowhere = () => undefined;
const silent: Toasts = { success: nowhere, error: nowhere };

/** What a scene's components are given: real flows and words, and a feed that stands still. */
function syncOf({ world = {} }: Scene, language: Language): Sync {
  const center = stillCenter(world);
  const announcer = createAnnouncer();
  const notices = createNotices();
  const region = regions[language];
  const words = textsFor(language, region);
  const title = (name: string) =>
    center.state.get().installation?.sources.find((known) => known.name === name)?.title ?? name;
  const actions = actionsOf(world);
  const toasts = silent;
  const operations = createOperations({ center, actions, announcer, notices, toasts, title, words: () => words });
  const chosen = { range: observable<Range>("7d"), layout: observable<Layout>(world.layout ?? "table") };
  const hrefOf = (runId: string) => `/runs/${runId}`;
  return {
    ...{ center, operations, announcer, notices, ...chosen, words, language, region, title },
    ...{ Link: PlainLink, hrefOf, go: nowhere },
  };
}

interface StageProps {
  readonly name: string;
  readonly scene: Scene;
  readonly language: Language;
}

/** Shows one scene, and says when it has been played and one may look. To show another, give it another `key`. */
export function Stage({ name, scene, language }: StageProps) {
  const [sync] = useState(() => syncOf(scene, language));
  const [ready, setReady] = useState(false);
  useEffect(() => {
    let gone = false;
    void Promise.resolve(scene.play?.(sync)).then(() => {
      if (!gone) setReady(true);
    });
    return () => {
      gone = true;
    };
  }, [scene, sync]);
  return (
    <div
      data-testid="scene"
      data-scene={name}
      data-shows={scene.shows}
      data-ready={ready}
      className="flex flex-col gap-4"
    >
      <SyncContext value={sync}>{scene.draw()}</SyncContext>
    </div>
  );
}
