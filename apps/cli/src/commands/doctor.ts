import type { Client, PolicyAnswer, SourceInfo } from "@sincro/client";
import { policy as defaults, type Policy } from "@sincro/machine";
import { sentenceOf } from "@sincro/react/texts";
import { type ExitCode, exitCodes } from "../output/exit-codes.ts";
import { explain } from "../output/explain.ts";
import type { Texts } from "../output/terminal.ts";
import { type Reached, reach } from "../stack/reach.ts";
import { readSchedule } from "../stack/schedule.ts";
import { version } from "../stack/version.ts";
import type { Context } from "./context.ts";
import { type Sweeping, sweepFindings } from "./doctor-sweep.ts";
import { webhookFindings, webhookState } from "./doctor-webhook.ts";
import type { Finding } from "./finding.ts";

/** `sincro doctor [--json]`: looks at everything that must be right; exit code 1 when something is not. */
export async function doctor(context: Context, { json = false }: { readonly json?: boolean }): Promise<ExitCode> {
  const { home, terminal } = context;
  const { texts } = terminal;
  let reached: Reached;
  try {
    reached = await reach(home, { work: false, log: () => {} });
  } catch (error) {
    return explain(error, terminal);
  }
  try {
    const embedded = home.config.databaseUrl === undefined;
    const sweeping = { server: reached.server, embedded, schedule: await readSchedule(home) };
    const findings = [
      ...(await examine(reached.client, sweeping, texts)),
      ...webhookFindings(await webhookState(home), texts),
    ];
    if (json) terminal.print(JSON.stringify(findings, null, 2));
    else
      for (const { level, what, detail } of findings)
        terminal.print(`${texts.cli.doctor[level].padEnd(8)} ${what.padEnd(18)} ${detail}`);
    return findings.some(({ level }) => level === "error") ? exitCodes.failed : exitCodes.done;
  } finally {
    await reached.close();
  }
}

async function examine(client: Client, sweeping: Sweeping, texts: Texts): Promise<readonly Finding[]> {
  const { doctor: d } = texts.cli;
  const policy = await client.policy();
  return [
    { level: "ok", what: d.node, detail: process.version },
    { level: "ok", what: d.database, detail: policy.now },
    { level: "ok", what: d.schema, detail: String(policy.schemaVersion) },
    serverFinding(policy, sweeping, texts),
    ...(await sweepFindings(client, policy, sweeping, texts)),
    silencesFinding(policy, texts),
    policyFinding(policy.policy, texts),
    ...(await Promise.all(policy.sources.map((source) => sourceFinding(client, source, texts)))),
  ];
}

function serverFinding(policy: PolicyAnswer, { server, schedule }: Sweeping, { cli: { doctor: d } }: Texts): Finding {
  if (!server && schedule?.job?.active) return { level: "ok", what: d.server, detail: d.serverCron };
  if (!server) return { level: "warn", what: d.server, detail: d.serverNone };
  if (policy.version !== version)
    return { level: "error", what: d.server, detail: d.versionOther(policy.version, version) };
  return { level: "ok", what: d.server, detail: policy.version };
}

/** What a platform's limits do to slices shows only here: each of them healed, and many of them cost time. */
function silencesFinding({ silences }: PolicyAnswer, { cli: { doctor: d } }: Texts): Finding {
  return { level: silences === 0 ? "ok" : "warn", what: d.silences, detail: d.lost(silences) };
}

function policyFinding(policy: Policy, { cli: { doctor: d } }: Texts): Finding {
  const changed = (Object.keys(defaults) as (keyof Policy)[]).filter((name) => policy[name] !== defaults[name]);
  const detail = changed.length === 0 ? d.policyDefault : changed.map((name) => `${name} = ${policy[name]}`).join(", ");
  return { level: "ok", what: d.policy, detail };
}

async function sourceFinding(
  client: Client,
  { name, title, configured, missing, invalid, demo }: SourceInfo,
  texts: Texts,
): Promise<Finding> {
  const { cli, t } = texts;
  const what = cli.doctor.source(title);
  if (!configured) return { level: "warn", what, detail: cli.unconfigured(title, [...missing, ...invalid].join(", ")) };
  const answer = await client.test(name);
  if (!answer.ok) return { level: "error", what, detail: sentenceOf(answer.code ?? null, t) };
  // A second or less is the pace of whoever asks now; more is a rest that the provider asked for.
  const restMs = answer.nextTurnMs ?? 0;
  if (restMs > 1_000) return { level: "warn", what, detail: cli.doctor.resting(texts.format.duration(restMs)) };
  return demo
    ? { level: "warn", what, detail: cli.doctor.demo }
    : { level: "ok", what, detail: cli.doctor.accepted(answer.account) };
}
