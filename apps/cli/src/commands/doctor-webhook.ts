import type { AlertState } from "@sincro/store/postgres";
import { connectUpkeep } from "@sincro/store/postgres";
import type { Texts } from "../output/terminal.ts";
import type { Home } from "../stack/home.ts";
import { withDatabase } from "../stack/look.ts";
import type { Finding } from "./finding.ts";

/** How far back the doctor looks for alerts that nobody got, in milliseconds. */
const dayMs = 86_400_000;

/** How the webhook of this installation does; null where there is none. */
export async function webhookState(home: Home): Promise<AlertState | null> {
  if (home.config.webhook === undefined) return null;
  return await withDatabase(
    home,
    () => undefined,
    async (url) => {
      const upkeep = connectUpkeep(url);
      try {
        return await upkeep.alertState(dayMs);
      } finally {
        await upkeep.close();
      }
    },
  );
}

/** The line about the webhook. */
export function webhookFindings(state: AlertState | null, { cli: { schedule: s } }: Texts): readonly Finding[] {
  if (state === null) return [];
  const { waiting, givenUp, lastError } = state;
  if (givenUp > 0) return [{ level: "error", what: s.webhook, detail: s.webhookGivenUp(givenUp, lastError ?? "?") }];
  if (waiting > 0) return [{ level: "warn", what: s.webhook, detail: s.webhookWaiting(waiting, lastError ?? "?") }];
  return [{ level: "ok", what: s.webhook, detail: s.webhookOk }];
}
