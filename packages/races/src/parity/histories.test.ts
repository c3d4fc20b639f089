import { describePostgres, testDatabase } from "@sincro/store/testing";
import fc from "fast-check";
import { Client } from "pg";
import { afterAll, beforeAll, it } from "vitest";
import { deeds, type Spoken } from "./commands.ts";
import { Play } from "./play.ts";
import { shortest } from "./shortest.ts";

/** How many random histories; the long proof asks for more. */
const histories = Number(process.env.SINCRO_HISTORIES ?? 500);

describePostgres("random histories", (version) => {
  let client: Client;
  let drop: () => Promise<void>;

  beforeAll(async () => {
    const database = await testDatabase({ version });
    drop = database.drop;
    client = new Client({ connectionString: database.url });
    await client.connect();
  });

  afterAll(async () => {
    await client.end();
    await drop();
  });

  const difference = (history: readonly Spoken[]): Promise<unknown> =>
    new Play(client).run(history).then(
      () => null,
      (error: unknown) => error,
    );

  it(`${histories} histories of 30 to 40 deeds leave the same rows and the same history on the machine and in PostgreSQL`, async () => {
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
  }, 600_000);
});
