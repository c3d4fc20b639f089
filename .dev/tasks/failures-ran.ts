// After the tests: whether every test that docs/failures.md names ran and passed. Arguments: the JSON reports of vitest
// and of Playwright.
import { readFileSync } from "node:fs";
import { findNamedTests } from "./failures/find.ts";
import { notProven, type PlaywrightSuite, playwrightRan, type VitestTests, vitestRan } from "./failures/ran.ts";

const [vitest, playwright] = process.argv.slice(2);
if (vitest === undefined || playwright === undefined) throw new Error("Usage: failures-ran.ts <vitest> <playwright>");

const read = (file: string): unknown => JSON.parse(readFileSync(file, "utf8"));
const ran = [
  ...vitestRan(read(vitest) as VitestTests),
  ...playwrightRan((read(playwright) as { suites: PlaywrightSuite[] }).suites),
];
const named = findNamedTests();
for (const { ids, title, file } of notProven(named, ran)) {
  console.error(`not proven: ${ids.join(", ")} · ${title} (${file})`);
  process.exitCode = 1;
}
console.log(`${named.length} tests name a failure; ${ran.length} tests ran`);
