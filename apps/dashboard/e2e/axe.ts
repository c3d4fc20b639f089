import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Page } from "@playwright/test";

// The rules' own file, which @axe-core/playwright brings along. Its builder would send it anew for every analysis.
const brought = createRequire(createRequire(import.meta.url).resolve("@axe-core/playwright"));
const rules = readFileSync(brought.resolve("axe-core/axe.min.js"), "utf8");

const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

interface Axe {
  run(
    context: Document,
    options: { runOnly: { type: "tag"; values: readonly string[] }; resultTypes: readonly ["violations"] },
  ): Promise<{ violations: readonly { id: string; nodes: readonly { target: readonly string[] }[] }[] }>;
}

/** What axe finds on the page as it is, one line each; many states of one page can be looked at quickly. */
export async function violationsOf(page: Page): Promise<readonly string[]> {
  if (!(await page.evaluate(() => "axe" in window))) await page.evaluate(rules);
  return await page.evaluate(async (values) => {
    const { axe } = window as unknown as { axe: Axe };
    const { violations } = await axe.run(document, { runOnly: { type: "tag", values }, resultTypes: ["violations"] });
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(" ")).join(", ")}`);
  }, tags);
}
