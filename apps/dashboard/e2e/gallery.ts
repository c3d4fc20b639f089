import { expect, type Page } from "@playwright/test";
import { addressOf, everyState as everyComponentState } from "../../../packages/react/src/gallery/states.ts";
import { pageStates } from "../src/gallery/page-states.ts";

/** A state of a component or of a page. */
export interface State {
  readonly piece: string;
  readonly state: string;
}

/** Everything that the gallery has. */
export const everyState: readonly State[] = [
  ...everyComponentState,
  ...pageStates.home.map((state) => ({ piece: "home", state })),
];

/** How a scene is looked at; the words are the address's. */
export interface Look {
  readonly lang: "es" | "en";
  readonly tema: "claro" | "oscuro";
}

/** Every language in every theme. */
export const looks: readonly Look[] = (["es", "en"] as const).flatMap((lang) =>
  (["claro", "oscuro"] as const).map((tema) => ({ lang, tema })),
);

/** Opens the gallery. Motion is reduced, so that what is measured does not move. */
export async function openGallery(page: Page, origin: string): Promise<void> {
  await page.emulateMedia({ reducedMotion: "reduce" });
  await page.goto(`${origin}/galeria`);
  await expect(page.getByTestId("state")).toHaveCount(everyState.length);
}

/** Goes to a state without loading the page again, and makes sure that it shows what it is there for. */
export async function visit(page: Page, { piece, state }: State, look: Look): Promise<void> {
  await page.evaluate((address) => history.pushState(null, "", address), addressOf(piece, state, { ...look }));
  const scene = page.locator(`[data-scene="${piece}/${state}"][data-ready="true"]`);
  await scene.waitFor({ state: "attached", timeout: 5_000 });
  const shows = await scene.getAttribute("data-shows");
  await expect(page.locator(shows ?? "html.nothing").first(), `${piece}/${state} shows ${shows}`).toBeAttached({
    timeout: 5_000,
  });
}

/** Looks at every state in turn; answers what was wrong, each line with its state. */
export async function inEveryState(
  page: Page,
  look: Look,
  wrong: (state: State) => Promise<readonly string[]>,
): Promise<readonly string[]> {
  const found: string[] = [];
  for (const state of everyState) {
    await visit(page, state, look);
    found.push(
      ...(await wrong(state)).map((line) => `${state.piece}/${state.state} (${look.lang}, ${look.tema}): ${line}`),
    );
  }
  return found;
}
