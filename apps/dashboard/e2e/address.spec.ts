import { expect, test } from "./four.ts";

test("language and theme stand in the address: a choice can be taken back, links carry them on, and memory comes second", async ({
  home,
  gates,
  server,
}) => {
  for (const gate of gates) gate.close();
  await home.getByTestId("sync-all").first().click();
  const page = home.locator("html");
  await home.getByTestId("choose-en").click();
  await home.getByTestId("choose-dark").click();
  await expect(home).toHaveURL(/\?lang=en&tema=oscuro$/);
  await home.getByRole("link", { name: "View the run of Stripe" }).click();
  await expect(home).toHaveURL(/\/runs\/[0-9a-f-]+\?lang=en&tema=oscuro$/);
  await expect(page).toHaveAttribute("lang", "en");
  await home.getByTestId("step-time").first().click();
  await expect(home).toHaveURL(/lang=en&tema=oscuro&t=/);
  for (const [lang, theme] of [
    ["en", "dark"],
    ["en", "dark"],
    ["en", null],
    ["es", null],
  ] as const) {
    await home.goBack();
    await expect(page).toHaveAttribute("lang", lang);
    if (theme === null) await expect(page).not.toHaveAttribute("data-theme");
    else await expect(page).toHaveAttribute("data-theme", theme);
  }
  await home.goForward();
  await expect(page).toHaveAttribute("lang", "en");
  // What an address does not say is as it was chosen last; what it says comes before that.
  await home.goto(server.origin);
  await expect(page).toHaveAttribute("lang", "en");
  await expect(page).toHaveAttribute("data-theme", "dark");
  await home.goto(`${server.origin}/?lang=es&tema=claro`);
  await expect(page).toHaveAttribute("lang", "es");
  await expect(page).toHaveAttribute("data-theme", "light");
});
