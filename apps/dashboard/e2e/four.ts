import type { Page } from "@playwright/test";
import { type Others, setOthers } from "../../cli/src/e2e/others.fixture.ts";
import { expect, test as one } from "./stack.ts";

export { expect };

/** The sources' names on the page, in its order. */
export const names = ["stripe", "paypal", "ghl", "manychat"] as const;

type Gates = readonly [...Others["gates"], Others["gates"][0]];

/** The page of an installation with all four sources, each of whose providers answers when the test lets it. */
export const test = one.extend<{ readonly gates: Gates }, { readonly others: Others }>({
  others: [
    async ({ past }, use) => {
      const others = await setOthers(past);
      await use(others);
      await others.close();
    },
    { scope: "worker", timeout: 60_000 },
  ],
  server: [
    async ({ stage, others }, use) => {
      await use(await stage.serve(others.env));
    },
    { scope: "worker", timeout: 60_000 },
  ],
  /** The providers' gates, in the page's order; open when a test begins. */
  gates: async ({ stage, others, home: _home }, use) => {
    const gates: Gates = [stage.fake.gate, ...others.gates];
    await use(gates);
    for (const gate of gates) gate.open();
  },
});

/** A run that is not over: ManyChat's may have to wait for the contacts of the others. */
export const live = /^(running|continuing)$/;

/** Starts all four by the page, each held before its provider's first answer. */
export async function fourHeld(home: Page, gates: Gates, start: () => Promise<void>): Promise<void> {
  for (const gate of gates) gate.close();
  await start();
  for (const name of names) await expect(home.getByTestId(`card-${name}`)).toHaveAttribute("data-status", live);
}
