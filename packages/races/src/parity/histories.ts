import { describePostgres } from "@sincro/store/testing";
import fc from "fast-check";
import type { Client } from "pg";
import { afterAll, beforeAll, it } from "vitest";
import { type Setting, setTheScene } from "../setting.ts";
import { deeds, type Spoken } from "./commands.ts";
import { Play } from "./play.ts";
import { shortest } from "./shortest.ts";

/** How many random histories; the long proof asks for more. */
const histories = Number(process.env.SINCRO_HISTORIES ?? 500);

/** The test of random histories on one server. Each server has a file of its own: they run side by side. */
export function randomHistories(version: 15 | 18): void {
  describePostgres("random histories", body, [version]);
}

function body(version: 15 | 18): void {
  let scene: Setting;
  let client: Client;

  beforeAll(async () => {
    scene = await setTheScene(version, 1);
    [client] = scene.sessions as [Client];
  });

  afterAll(async () => await scene.end());

  const difference = (history: readonly Spoken[]): Promise<unknown> =>
    new Play(client).run(history).then(
      () => null,
      (error: unknown) => error,
    );

  it(
    `${histories} histories of 30 to 40 deeds leave the same rows and the same history on the machine and in PostgreSQL`,
    async () => {
      const many = fc.array(deeds, { minLength: 30, maxLength: 40, size: "max" });
      await fc.assert(
        fc.asyncProperty(many, async (history) => {
          if ((await difference(history)) === null) return;
          const left = await shortest(history, async (shorter) => (await difference(shorter)) !== null);
          const words = left.map(({ words }, index) => `${index + 1}. ${words}`).join("\n");
          throw new Error(`The machine and PostgreSQL differ after:\n${words}`, { cause: await difference(left) });
        }),
        { numRuns: histories, endOnFailure: true },
      );
      console.log(
        `proof: ${histories.toLocaleString("en")} random histories of 30 to 40 deeds on PostgreSQL ${version}`,
      );
    },
    Math.max(120_000, histories * 1_000),
  );
}
