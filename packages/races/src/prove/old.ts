// `npm run prove -- --old`: plays the failures that people had on a real PostgreSQL, on the old design and on today's
// functions, and shows the schedule at which the old one breaks. Exits with 0 when it broke as it must.
import { databaseOn, startCluster } from "@sincro/store/testing";
import { cases } from "../old-design/cases/index.ts";
import { asExpected, openStages, playCase, type Verdict } from "../old-design/play-case.ts";
import { report, summary } from "../old-design/report.ts";

const rule = "─".repeat(90);

async function main(): Promise<boolean> {
  const began = performance.now();
  const cluster = await startCluster({ version: 18 });
  try {
    const stages = await openStages(() => databaseOn(cluster));
    const verdicts: Verdict[] = [];
    for (const each of cases) {
      const verdict = await playCase(stages, each, true);
      verdicts.push(verdict);
      console.log(`${rule}\n${report(verdict)}\n`);
    }
    console.log(`${rule}\n${summary(verdicts, performance.now() - began, "PostgreSQL 18")}`);
    await stages.close();
    return verdicts.every(asExpected);
  } finally {
    await cluster.stop();
  }
}

if (!(await main())) process.exitCode = 1;
