import { test as base, expect, type Page } from "@playwright/test";
import { type Stack, type StackOptions, startStack } from "./stack.ts";

export { expect };

interface Fixtures {
  /** What this test changes about the world; set with `test.use({ world: … })`. */
  readonly world: StackOptions;
  readonly stack: Stack;
  /** The home page, signed in by the link that `serve` printed. */
  readonly home: Page;
}

/** Tests of the page on a stack of their own. Whatever the page complains of in its console fails the test. */
export const test = base.extend<Fixtures>({
  world: [{}, { option: true }],
  stack: async ({ world }, use) => {
    const stack = await startStack(world);
    await use(stack);
    await stack.stop();
  },
  home: async ({ stack, page }, use) => {
    const complaints: string[] = [];
    page.on("pageerror", (error) => complaints.push(String(error.stack)));
    page.on("console", (message) => {
      // A refused request is the browser's to note and the page's to explain.
      const isRefusal = message.text().startsWith("Failed to load resource");
      if (message.type() === "error" && !isRefusal) complaints.push(message.text());
    });
    await page.goto(stack.signInUrl);
    await expect(page.getByTestId("connection")).toHaveAttribute("data-connection", "live");
    await use(page);
    expect(complaints).toEqual([]);
  },
});
