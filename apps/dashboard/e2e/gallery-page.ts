import { test as base, expect } from "@playwright/test";
import { freePort } from "../../cli/src/e2e/serve.fixture.ts";
import { listen } from "../../cli/src/serve/listen.ts";
import { openPage } from "../../cli/src/serve/page.ts";

export { expect };

/** The built page with the headers that the product gives it, and nothing behind it: the gallery asks for nothing. */
export const test = base.extend<object, { readonly origin: string }>({
  origin: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures that one needs from this pattern.
    async ({}, use) => {
      const page = openPage();
      if (page === null) throw new Error("The page has not been built: node .dev/tasks/build-dashboard.ts");
      const functions = async () => new Response(null, { status: 503 });
      const server = await listen({ functions, page }, { host: "127.0.0.1", port: await freePort() });
      await use(server.origin);
      await server.close();
    },
    { scope: "worker" },
  ],
});
