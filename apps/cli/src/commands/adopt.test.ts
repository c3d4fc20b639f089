import { PassThrough } from "node:stream";
import { languageOf, textsFor } from "@sincro/react/texts";
import { testDatabase } from "@sincro/store/testing";
import { Client } from "pg";
import { expect, it } from "vitest";
import { askThrough } from "../output/ask.ts";
import type { Terminal } from "../output/terminal.ts";
import type { Home } from "../stack/home.ts";
import { cliTexts } from "../texts/index.ts";
import { adopt } from "./adopt.ts";

function terminalOf(lines: string[]): Terminal {
  const { language } = languageOf(["es"]);
  const write = (line: string) => void lines.push(line);
  const texts = { ...textsFor(language, { locale: language }), cli: cliTexts(language) };
  return { print: write, log: write, write, live: false, texts };
}

it.for([
  ["s\n", 0, "cancelled"],
  ["Sí\n", 0, "cancelled"],
  ["n\n", 1, "canceled"],
  ["\n", 1, "canceled"],
] as const)("F26 · asks on a terminal, and does it only after a yes: %j", async ([answer, code, status]) => {
  const database = await testDatabase({ migrate: false });
  const client = new Client({ connectionString: database.url });
  await client.connect();
  await client.query(
    "create table sync_runs (id uuid, source text, status text, started_at timestamptz); insert into sync_runs values (gen_random_uuid(), 'stripe', 'canceled', now())",
  );
  const input = Object.assign(new PassThrough(), { isTTY: true });
  const output = new PassThrough();
  const asked: string[] = [];
  output.on("data", (chunk) => {
    asked.push(String(chunk));
    if (asked.join("").includes("¿Seguir?")) input.write(answer);
  });
  const lines: string[] = [];
  const home = { dir: "", config: { databaseUrl: database.url } } as unknown as Home;
  const done = await adopt({ home, terminal: terminalOf(lines) }, {}, askThrough({ input, output }));
  expect([done, (await client.query("select status from sync_runs")).rows]).toEqual([code, [{ status }]]);
  expect(lines.at(-1)).toContain(code === 0 ? "Hecho" : "No se ha cambiado nada");
  await client.end();
  await database.drop();
});

it("asks nobody where the input is no terminal", async () => {
  expect(await askThrough({ input: new PassThrough(), output: new PassThrough() })("?")).toBe(null);
});

it("takes an input that ends for no answer", async () => {
  const input = Object.assign(new PassThrough(), { isTTY: true });
  input.end();
  expect(await askThrough({ input, output: new PassThrough() })("?")).toBe("");
});
