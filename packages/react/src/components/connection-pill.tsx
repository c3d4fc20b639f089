import { CirclePause, LoaderCircle, LogOut, type LucideIcon, Wifi, WifiOff } from "lucide-react";
import { type Connection, pollMs } from "../feed/connection.ts";
import { useSync } from "../hooks/context.ts";
import { useNow } from "../hooks/use-now.ts";
import { useObservable } from "../hooks/use-observable.ts";
import { Button } from "./base/button.tsx";

const icons: Record<Connection, LucideIcon> = {
  live: Wifi,
  connecting: LoaderCircle,
  troubled: WifiOff,
  broken: WifiOff,
  offline: WifiOff,
  hidden: CirclePause,
  paused: CirclePause,
  signedOut: LogOut,
};

/** Whether what the page shows is live, and how old it is when it is not. Pressing it pauses the page, and goes on. */
export function ConnectionPill() {
  const { center, words } = useSync();
  const { t } = words;
  const connection = useObservable(center.connection);
  const word = useConnectionWord(connection);
  const Icon = icons[connection];
  const troubled = connection === "broken" || connection === "troubled";
  const paused = connection === "paused";
  return (
    <Button
      look="quiet"
      className={`px-2 font-normal max-sm:min-h-9 max-sm:px-0 ${troubled ? "text-stale" : ""}`}
      data-testid="connection"
      data-connection={connection}
      aria-label={`${word}. ${paused ? t.live.resume : t.live.pause}`}
      title={paused ? t.live.resume : t.live.pause}
      onClick={paused ? center.resume : center.pause}
    >
      <Icon aria-hidden size={16} />
      <span className="tabular-nums">{word}</span>
    </Button>
  );
}

function useConnectionWord(connection: Connection): string {
  const { center, words } = useSync();
  const { t, format } = words;
  const { heardAt, offsetMs, error } = useObservable(center.state);
  const ages = connection === "broken" || connection === "troubled" || connection === "offline";
  const now = useNow(ages ? 1_000 : null);
  const age = heardAt === null ? null : format.duration(now - offsetMs - heardAt);
  switch (connection) {
    case "live":
      return t.live.on;
    case "connecting":
      return t.live.connecting;
    case "broken":
      // Rows that were read just now are not old: the stream alone is missing.
      if (error === null && age !== null) return `${t.live.reconnecting(age)} · ${t.live.polling(pollMs / 1000)}`;
      return age === null ? t.live.connecting : t.live.reconnecting(age);
    case "troubled":
      return age === null ? t.live.connecting : t.live.reconnecting(age);
    case "offline":
      return age === null ? t.live.off : t.live.offAge(age);
    case "hidden":
    case "paused":
      return t.live.paused;
    case "signedOut":
      return t.live.signedOut;
  }
}
