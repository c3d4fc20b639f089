import { type RunStatus, statuses } from "@sincro/machine";
import { looking } from "../../cli/src/e2e/truth.fixture.ts";

type Client = Parameters<Parameters<typeof looking>[1]>[0];
type Sent = Readonly<Record<string, unknown>>;

const hold = { fence: 2, worker: "w" };

/** What happens to a run that the worker `w` holds and has committed one batch of, so that it ends in each status. */
const endings: Record<RunStatus, readonly Sent[] | "swept"> = {
  running: [],
  // Far away, so that no worker takes it.
  continuing: [{ type: "YIELD", ...hold, reason: "rate_limited", dueAt: "2099-01-01T00:00:00Z" }],
  completed: [{ type: "COMPLETE", ...hold, seq: 1 }],
  failed: [{ type: "FAIL", ...hold, error: { code: "rate_limited", message: "no" } }],
  cancelled: [
    { type: "CANCEL", actor: "ana", reason: "se pidió" },
    { type: "STOPPED", ...hold },
  ],
  stale: "swept",
};

async function end(client: Client, id: string, ending: readonly Sent[] | "swept"): Promise<void> {
  if (ending === "swept") {
    // Its deadline has passed by this session's clock.
    await client.query("select set_config('sincro.clock_offset', '120000', false)");
    await client.query("select sync_sweep(true)");
    await client.query("select set_config('sincro.clock_offset', '0', false)");
    return;
  }
  for (const event of ending) await client.query("select sync_send($1, $2)", [id, JSON.stringify(event)]);
}

/**
 * One run in each status, made by the functions that every writer uses; answers their ids. Each has a scope of its own. A
 * cancelled one has a batch that came too late.
 */
export function oneOfEach(url: string): Promise<Record<RunStatus, string>> {
  const commit = "select sync_commit($1, 2, 'w', $2, '[]', $3)";
  const start = "select sync_start('stripe', $1, p_worker => 'w', p_started_by => 'ana') -> 'run' ->> 'id' as id";
  return looking(url, async (client) => {
    const ids = new Map<RunStatus, string>();
    // The sweep lets every silent run go, so what it is for comes first.
    for (const status of statuses.toSorted((a, b) => Number(b === "stale") - Number(a === "stale"))) {
      const { rows } = await client.query<{ id: string }>(start, [status]);
      const id = rows[0]?.id ?? "";
      await client.query(commit, [id, 1, "1"]);
      await end(client, id, endings[status]);
      if (status === "cancelled") await client.query(commit, [id, 2, "2"]);
      ids.set(status, id);
    }
    return Object.fromEntries(ids) as Record<RunStatus, string>;
  });
}
