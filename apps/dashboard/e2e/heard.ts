import type { Page } from "@playwright/test";

/** Everything that the page's live regions say from now on, in order. */
export async function listen(page: Page): Promise<readonly string[]> {
  const said: string[] = [];
  await page.exposeFunction("heard", (text: string) => void said.push(text));
  for (const region of ["polite", "alert"]) {
    await page.getByTestId(region).evaluate((element) => {
      const tell = (window as unknown as { heard: (text: string) => void }).heard;
      new MutationObserver(() => element.textContent && tell(element.textContent)).observe(element, {
        childList: true,
        characterData: true,
        subtree: true,
      });
    });
  }
  return said;
}
