import type { Config } from "@sincro/functions";
import type { Alert, AlertResult, Upkeep } from "@sincro/store/postgres";
import { redact } from "@sincro/worker";
import type { Texts } from "../output/terminal.ts";
import { messageOf } from "./message.ts";
import { type PostFailed, post } from "./post.ts";
import { signed } from "./sign.ts";

/** What the deliverer needs. */
export interface Delivery {
  readonly upkeep: Upkeep;
  readonly webhook: NonNullable<Config["webhook"]>;
  readonly secrets: Config["secrets"];
  readonly texts: Texts;
  /** Ends what is under way: what was not sent is tried again later. */
  readonly signal?: AbortSignal | undefined;
  /** Told of each try that failed, without secrets. */
  readonly onFailed: (what: string, run: Alert["run"]) => void;
}

/** Of one taking: less than the lease, even if each of them takes all its time. */
const taking = { limit: 5, leaseMs: 120_000, freshMs: 24 * 3_600_000 };
/** After so many tries, about eight hours, an alert is given up; `sincro doctor` says so. */
const mostTries = 12;
const firstRetryMs = 30_000;
const longestRetryMs = 2 * 3_600_000;

/** How long to wait after a try that failed; undefined: that was the last. */
export function retryAfter(attempt: number): number | undefined {
  return attempt >= mostTries ? undefined : Math.min(firstRetryMs * 2 ** (attempt - 1), longestRetryMs);
}

/** Tells of everything that is due to be told, one after another. */
export async function deliverAlerts(delivery: Delivery): Promise<void> {
  for (;;) {
    const alerts = await delivery.upkeep.takeAlerts(taking);
    for (const alert of alerts) {
      // Those that are left are due again when their lease is over.
      if (delivery.signal?.aborted) return;
      await delivery.upkeep.noteAlert(alert, await deliver(alert, delivery));
    }
    if (alerts.length < taking.limit) return;
  }
}

async function deliver(alert: Alert, { webhook, secrets, texts, onFailed, signal }: Delivery): Promise<AlertResult> {
  const { run, at, attempt } = alert;
  // Errors were redacted when they were written, with the secrets of that day.
  const clean = { ...run, error_message: run.error_message === null ? null : redact(run.error_message, secrets) };
  const body = JSON.stringify(messageOf(clean, at, texts));
  const headers = { ...signed(webhook.secret, `msg_${run.id}`, body, Date.now()), "user-agent": "sincro" };
  try {
    await post({ url: webhook.url, headers, body, allow: webhook.allow, signal });
    return {};
  } catch (error) {
    const { code, message: detail, final } = error as PostFailed;
    if (code === undefined) throw error;
    onFailed(`${detail} (try ${attempt} of ${mostTries})`, run);
    return { error: detail, retryMs: final ? undefined : retryAfter(attempt) };
  }
}
