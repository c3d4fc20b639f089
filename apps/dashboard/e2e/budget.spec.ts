import { gzipSync } from "node:zlib";
import { expect, test } from "./stack.ts";

/** What the page may weigh before it shows its first card, after gzip, in bytes; and how long that may take. */
const budget = { script: 180_000, stylesheet: 12_000, firstCardMs: 1_500 } as const;

test("the first card: what is loaded for it, from where, and how soon it is there", async ({
  home,
  server,
  context,
}) => {
  const weight: Record<string, number> = { script: 0, stylesheet: 0 };
  const elsewhere: string[] = [];
  const times: number[] = [];
  // The fastest of three: a busy machine is slow for reasons of its own, a page that is too heavy always.
  for (const first of [true, false, false]) {
    const page = await context.newPage();
    page.on("response", async (response) => {
      const kind = response.request().resourceType();
      if (!response.url().startsWith(server.origin)) elsewhere.push(response.url());
      if (first && kind in weight) weight[kind] = (weight[kind] ?? 0) + gzipSync(await response.body()).length;
    });
    await page.goto(server.origin);
    await page.getByTestId("card-stripe").waitFor();
    times.push(await page.evaluate(() => performance.now()));
    await page.close();
  }
  expect(elsewhere).toEqual([]);
  expect(weight.script).toBeGreaterThan(0);
  expect(weight.script).toBeLessThanOrEqual(budget.script);
  expect(weight.stylesheet).toBeGreaterThan(0);
  expect(weight.stylesheet).toBeLessThanOrEqual(budget.stylesheet);
  expect(Math.min(...times)).toBeLessThan(budget.firstCardMs);
  await home.close();
});

test("the page may run nothing that was not built with it", async ({ page, server }) => {
  const answer = await page.request.get(server.origin);
  await page.goto(server.origin);
  const policy = answer.headers()["content-security-policy"] ?? "";
  expect(policy).toMatch(/default-src 'none'/);
  expect(policy).toMatch(/script-src 'self'(;|$)/);
  expect(policy).toMatch(/connect-src 'self'(;|$)/);
  expect(policy).not.toMatch(/unsafe|https?:|\*/);
  // The browser holds to it: a script in the page's own text does not run.
  await page
    .evaluate(() => {
      const script = document.createElement("script");
      script.textContent = "window.ran = true";
      document.head.append(script);
    })
    .catch(() => undefined);
  expect(await page.evaluate(() => "ran" in window)).toBe(false);
});
