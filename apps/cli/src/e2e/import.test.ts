import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { type TestDatabase, testDatabase } from "@sincro/store/testing";
import { afterAll, beforeAll, expect, it } from "vitest";
import { ran, sincro, startServe, temporaryHome } from "./serve.fixture.ts";
import { looking } from "./truth.fixture.ts";

let database: TestDatabase;
let home: Awaited<ReturnType<typeof temporaryHome>>;

beforeAll(async () => {
  database = await testDatabase();
  home = await temporaryHome();
  const rows = ["ID de suscriptor;Nombre;Correo", "11;Ana;ana@correo.example", ";Eva;", "12;Íñigo;"];
  await writeFile(join(home.dir, "contactos.csv"), Buffer.from(`${rows.join("\r\n")}\r\n`, "latin1"));
  await writeFile(join(home.dir, "good.csv"), "id,name\n13,Mar\n");
  await writeFile(join(home.dir, "no-id.csv"), "name,email\nAna,ana@correo.example\n");
  await writeFile(join(home.dir, "broken.csv"), 'id,name\n14,Gael\n15,"Iker\n');
});
afterAll(async () => {
  await database.drop();
  await home.remove();
});

const importing = (args: readonly string[], env: Record<string, string> = {}) =>
  ran(sincro(home.dir, ["import", ...args], { DATABASE_URL: database.url, ...env }));

it("brings in a file of Excel in Spanish, with a receipt; the second time it changes nothing; exit code 1 for a row left out", async () => {
  const spanish = { LANG: "es_MX.UTF-8" };
  const first = await importing(["manychat", "contactos.csv"], spanish);
  expect(first).toMatchObject({ code: 1, stderr: expect.stringContaining("Windows-1252") });
  expect(first.stdout).toContain("contactos.csv: 3 filas. 2 nuevas, 0 cambiadas, 0 iguales, 1 sin importar.");
  expect(first.stdout).toContain("línea 3: no tiene id");
  const again = await importing(["manychat", "contactos.csv"], spanish);
  expect(again.stdout).toContain("3 filas. 0 nuevas, 0 cambiadas, 2 iguales, 1 sin importar.");
  const { rows } = await looking(database.url, (client) =>
    client.query("select external_id, data, run_id from sync_records where source = 'manychat' order by external_id"),
  );
  expect(rows).toEqual([
    { external_id: "11", data: { id: "11", name: "Ana", email: "ana@correo.example" }, run_id: null },
    { external_id: "12", data: { id: "12", name: "Íñigo" }, run_id: null },
  ]);
});

it("exit code 0 when every row is in, into the account that is named", async () => {
  const result = await importing(["manychat", "good.csv", "--account", "second"]);
  expect(result).toEqual({
    code: 0,
    stdout: "good.csv: 1 rows. 1 new, 0 changed, 0 the same, 0 not imported.\n",
    stderr: "",
  });
  const { rows } = await looking(database.url, (client) =>
    client.query("select external_id from sync_records where account = 'second'"),
  );
  expect(rows).toEqual([{ external_id: "13" }]);
});

it.for([
  ["a source that has no import", ["stripe", "good.csv"], "only manychat"],
  ["a file that is not there", ["manychat", "nowhere.csv"], "ENOENT"],
  ["a folder", ["manychat", "."], "EISDIR"],
  ["a file without ids", ["manychat", "no-id.csv"], "It has: name, email"],
  ["a file that is broken", ["manychat", "broken.csv"], "From line 3 on"],
  ["no file", ["manychat"], "missing required argument"],
  ["an account that is none", ["manychat", "good.csv", "--account", ""], "1 to 200"],
] as const)("%s: what is wrong, in words, and exit code 2", async ([, args, words]) => {
  const result = await importing(args);
  expect(result).toMatchObject({ code: 2, stdout: "", stderr: expect.stringContaining(words) });
  expect(result.stderr).not.toMatch(/\n {4}at /);
});

it("goes into the embedded database beside the server that runs it", async () => {
  const own = await temporaryHome();
  const server = await startServe(own.dir);
  const result = await ran(sincro(own.dir, ["import", "manychat", join(home.dir, "good.csv")]));
  await server.stop();
  await own.remove();
  expect(result).toMatchObject({ code: 0, stdout: expect.stringContaining("1 new") });
});
