import type { Client, Schedule } from "@sincro/client";
import type { SyncMode } from "@sincro/client/contract";
import { scheduleWords } from "@sincro/react/texts";
import { type ExitCode, exitCodes } from "../output/exit-codes.ts";
import { titleOf } from "../output/run-line.ts";
import type { Texts } from "../output/terminal.ts";
import { reach } from "../stack/reach.ts";
import type { Context } from "./context.ts";

/** What names a schedule on the command line. */
interface Named {
  readonly account?: string;
  readonly mode?: SyncMode;
}

/** `sincro schedule list [--json]`: when which source is synced by itself, and how that went. */
export async function listSchedules(
  context: Context,
  { json = false }: { readonly json?: boolean },
): Promise<ExitCode> {
  const { texts, print } = context.terminal;
  return await asking(context, async (client) => {
    const { schedules, now } = await client.schedules();
    if (json) print(JSON.stringify({ schedules, now }, null, 2));
    else if (schedules.length === 0) print(texts.cli.schedule.none);
    else for (const schedule of schedules) print(lineOf(schedule, Date.parse(now), texts));
  });
}

/** `sincro schedule set <source> <cron> [--mode] [--time-zone] [--off]`. */
export async function setSchedule(
  context: Context,
  source: string,
  cron: string,
  { off = false, timeZone, ...named }: Named & { readonly off?: boolean; readonly timeZone?: string },
): Promise<ExitCode> {
  const { texts, print } = context.terminal;
  // The time of day that somebody types is his own.
  const zone = timeZone ?? Intl.DateTimeFormat().resolvedOptions().timeZone;
  return await asking(context, async (client) => {
    const { schedule } = await client.setSchedule({ source, cron, timeZone: zone, enabled: !off, ...named });
    const when = scheduleWords(schedule.cron, schedule.time_zone, texts.t);
    print(texts.cli.schedule.set(nameOf(schedule), texts.t.sync.range[schedule.mode], when, nextOf(schedule, texts)));
  });
}

/** `sincro schedule remove <source> [--mode]`: exit code 1 when there was none. */
export async function removeSchedules(context: Context, source: string, named: Named): Promise<ExitCode> {
  const { cli } = context.terminal.texts;
  let removed = 0;
  await asking(context, async (client) => {
    removed = (await client.removeSchedules({ source, ...named })).removed;
  });
  context.terminal.print(removed === 0 ? cli.schedule.nothingRemoved : cli.schedule.removed(removed));
  return removed === 0 ? exitCodes.failed : exitCodes.done;
}

async function asking({ home, terminal }: Context, ask: (client: Client) => Promise<void>): Promise<ExitCode> {
  const { client, close } = await reach(home, { work: false, log: terminal.log });
  try {
    await ask(client);
    return exitCodes.done;
  } finally {
    await close();
  }
}

const nameOf = ({ source, account }: Schedule) =>
  account === "default" ? titleOf(source) : `${titleOf(source)} (${account})`;

function nextOf({ enabled, next_at }: Schedule, { cli: { schedule }, format }: Texts): string {
  if (!enabled) return schedule.off;
  return next_at === null ? schedule.noNext : format.date(Date.parse(next_at));
}

function lineOf(row: Schedule, now: number, texts: Texts): string {
  const { t, format } = texts;
  const { schedule } = texts.cli;
  const next = row.enabled && row.next_at !== null ? schedule.next(nextOf(row, texts)) : nextOf(row, texts);
  const outcome = row.last_outcome ?? "";
  const words = outcome in schedule.outcomes ? schedule.outcomes[outcome as keyof typeof schedule.outcomes] : outcome;
  const last = row.last_at === null ? [] : [schedule.last(format.moment(Date.parse(row.last_at), now), words)];
  const when = scheduleWords(row.cron, row.time_zone, t);
  return schedule.line(nameOf(row).padEnd(12), t.sync.range[row.mode].padEnd(16), when, [next, ...last].join("  "));
}
