import { ConnectionPill } from "../../components/connection-pill.tsx";
import type { Connection } from "../../feed/connection.ts";
import type { Scene } from "../scene.ts";
import type { StateOf } from "../states.ts";

const pill = (connection: Connection, world: Scene["world"] = {}): Scene => ({
  world: { connection, ...world },
  draw: () => (
    <div className="flex">
      <ConnectionPill />
    </div>
  ),
  shows: `[data-connection="${connection}"]`,
});

/** The pill for every state of the line. Rows that are read every few seconds although the stream is broken are `polling`. */
export const connectionPill: Record<StateOf<"connection-pill">, Scene> = {
  live: pill("live"),
  connecting: pill("connecting", { heardAgoS: null }),
  reconnecting: pill("broken", { heardAgoS: 12, error: "unreachable" }),
  polling: pill("broken", { heardAgoS: 3 }),
  troubled: pill("troubled", { heardAgoS: 40 }),
  offline: pill("offline", { heardAgoS: 75 }),
  offlineSinceStart: pill("offline", { heardAgoS: null }),
  hidden: pill("hidden"),
  paused: pill("paused"),
  signedOut: pill("signedOut"),
};
