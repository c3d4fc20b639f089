import { StoreError } from "@sincro/store";
import { memoryStore } from "@sincro/store/memory";
import { describe, expect, it } from "vitest";
import { fileOf } from "./file.fixture.ts";
import { emptyReceipt, importFile } from "./import-file.ts";
import { encodingOf } from "./text-of.ts";

const scope = { source: "manychat", account: "default" };

/** Imports a file into a store; answers the receipt. */
async function imported(content: string, store = memoryStore()) {
  const file = await fileOf(content);
  const receipt = emptyReceipt();
  await importFile({ store, account: "default", file, encoding: await encodingOf(file), receipt });
  return { receipt, store, records: await store.records(scope) };
}

const three =
  "Subscriber ID;Nombre;Apellidos;Email;Ciudad\r\n1;Ana;Ruiz;ana@correo.example;Mérida\r\n2;Eva;;;\r\n3;;;;\r\n";

describe("importFile", () => {
  it("writes each row as a subscriber: known columns as ManyChat calls them, the rest beside", async () => {
    const { receipt, records } = await imported(three);
    expect(receipt).toEqual({ rows: 3, inserted: 3, updated: 0, unchanged: 0, skipped: [] });
    const ana = { id: "1", first_name: "Ana", last_name: "Ruiz", email: "ana@correo.example" };
    expect(records.map(({ object, run_id, data }) => [object, run_id, data])).toEqual([
      ["subscriber", null, { ...ana, imported: { Ciudad: "Mérida" } }],
      ["subscriber", null, { id: "2", first_name: "Eva" }],
      ["subscriber", null, { id: "3" }],
    ]);
  });

  it("F47 · of the same file twice changes nothing", async () => {
    const first = await imported(three);
    const again = await imported(three, first.store);
    expect(again.receipt).toEqual({ rows: 3, inserted: 0, updated: 0, unchanged: 3, skipped: [] });
    expect(again.records).toEqual(first.records);
  });

  it("takes nothing away that is known already", async () => {
    const store = memoryStore();
    const whole = { id: "2", first_name: "Eva", email: "eva@correo.example", tags: [{ id: 1, name: "cliente" }] };
    await store.push({ ...scope, records: [{ object: "subscriber", id: "2", data: whole }] });
    const { receipt, records } = await imported(three, store);
    expect(receipt).toMatchObject({ inserted: 2, unchanged: 1 });
    expect(records[1]?.data).toEqual(whole);
  });

  it("leaves out what is nobody's, and says which line and why", async () => {
    const rows = ["id,name", "1,Ana", ",Eva", "5.51E+15,Iker", '"5,51E+15",Gael', "user:7,Hugo", "8,Luis,x", "1,Otra"];
    const { receipt, records } = await imported(`${rows.join("\n")}\n9,Mar,,\n`);
    expect(receipt).toEqual({
      rows: 8,
      inserted: 2,
      updated: 0,
      unchanged: 0,
      skipped: [
        { line: 3, reason: "noId" },
        { line: 4, reason: "mangledId" },
        { line: 5, reason: "mangledId" },
        { line: 6, reason: "badId" },
        { line: 7, reason: "tooManyCells" },
        { line: 8, reason: "repeated", before: 2 },
      ],
    });
    expect(records.map(({ data }) => data)).toEqual([
      { id: "1", name: "Ana" },
      { id: "9", name: "Mar" },
    ]);
  });

  it("reads ids that a spreadsheet was told to leave as they are", async () => {
    const { records } = await imported('id\n\'5512345678901234\n"=""5512345678901235"""\n');
    expect(records.map(({ external_id }) => external_id)).toEqual(["5512345678901234", "5512345678901235"]);
  });

  it("pushes 500 at a time", async () => {
    const real = memoryStore();
    const sizes: number[] = [];
    const push: typeof real.push = (request) => {
      sizes.push(request.records.length);
      return real.push(request);
    };
    const rows = Array.from({ length: 1_203 }, (_, n) => `${n},Persona ${n}`).join("\n");
    const { receipt } = await imported(`id,name\n${rows}`, { ...real, push });
    expect(sizes).toEqual([500, 500, 203]);
    expect(receipt).toMatchObject({ rows: 1_203, inserted: 1_203 });
  });

  it("stops where the store fails, with a receipt of what is there", async () => {
    const real = memoryStore();
    let calls = 0;
    const push: typeof real.push = (request) => {
      calls += 1;
      if (calls === 2) return Promise.reject(new StoreError("store_unreachable", "No database."));
      return real.push(request);
    };
    const file = await fileOf(`id\n${Array.from({ length: 1_200 }, (_, n) => n).join("\n")}`);
    const receipt = emptyReceipt();
    const work = importFile({ store: { push }, account: "default", file, encoding: "utf-8", receipt });
    await expect(work).rejects.toMatchObject({ code: "store_unreachable" });
    expect(receipt).toMatchObject({ inserted: 500, rows: 500 });
  });

  it("takes nothing of a file that is broken further down", async () => {
    const store = memoryStore();
    const rows = Array.from({ length: 1_200 }, (_, n) => `${n},Persona ${n}`).join("\n");
    await expect(imported(`id,name\n${rows}\n1200,"Eva\n`, store)).rejects.toMatchObject({ line: 1_202 });
    expect(await store.records(scope)).toEqual([]);
  });

  it.each([
    ["", []],
    ["name,email\nAna,ana@correo.example\n", ["name", "email"]],
  ])("knows no file without an id: %j", async (content, header) => {
    await expect(imported(content)).rejects.toMatchObject({ code: "header_unknown", header });
  });
});
