import { describe, expect, it } from "vitest";
import { type Row, rowsOf } from "./csv.ts";
import { fileOf } from "./file.fixture.ts";
import { encodingOf } from "./text-of.ts";

async function read(content: string | Uint8Array): Promise<Row[]> {
  const file = await fileOf(content);
  const rows: Row[] = [];
  for await (const row of rowsOf(file, await encodingOf(file))) rows.push(row);
  return rows;
}
const cellsOf = async (content: string | Uint8Array) => (await read(content)).map(({ cells }) => cells);

describe("the rows of a file", () => {
  it.each([
    ["commas", "id,name\n1,Ana\n"],
    ["semicolons, as Excel in Spanish writes", "id;name\r\n1;Ana\r\n"],
    ["tabs", "id\tname\r1\tAna"],
    ["a byte-order mark", "\ufeffid,name\n1,Ana"],
    ["quotes around everything", '"id";"name"\r\n"1";"Ana"\r\n'],
    ["empty lines before, between and after", "\n\nid,name\n\n1,Ana\n\n\n"],
  ])("are read with %s", async (_, content) => {
    expect(await cellsOf(content)).toEqual([
      ["id", "name"],
      ["1", "Ana"],
    ]);
  });

  it("hold delimiters, quotes and line breaks in quoted cells; a quote in the middle of a cell is itself", async () => {
    const content = 'id,note\r\n1,"a, ""b""\r\nc; d"\r\n2,Juan "el Rey"\r\n';
    expect(await cellsOf(content)).toEqual([
      ["id", "note"],
      ["1", 'a, "b"\nc; d'],
      ["2", 'Juan "el Rey"'],
    ]);
  });

  it("a heading that holds another delimiter does not decide", async () => {
    expect((await cellsOf('"Apellido, nombre, apodo";id\r\nRuiz;1\r\n'))[1]).toEqual(["Ruiz", "1"]);
  });

  it.each(["\n", "\r\n", "\r"])(
    "know their lines, whatever ends them (%j), behind line breaks in cells too",
    async (end) => {
      const content = ["id,note", '1,"two', 'lines"', "", "2,x", '3,"y"', "4,z"].join(end);
      expect((await read(content)).map(({ line, cells }) => [line, cells[0]])).toEqual([
        [1, "id"],
        [2, "1"],
        [5, "2"],
        [6, "3"],
        [7, "4"],
      ]);
    },
  );

  it("are many, and not all in memory before the first", async () => {
    const file = await fileOf(`id,name\n${"1,Ana\n".repeat(300_000)}`);
    const rows = rowsOf(file, "utf-8");
    const before = process.memoryUsage().arrayBuffers;
    for (let n = 0; n < 10; n++) await rows.next();
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(1_500_000);
    await rows.return();
  });
});

describe("a file's encoding", () => {
  const latin = new Uint8Array([...Buffer.from("id;nombre\r\n1;Mar\xeda \x80\r\n", "latin1")]);
  it.each<[string, string | Uint8Array, string]>([
    ["utf-8", "id;nombre\n1;María €\n", "María €"],
    ["windows-1252", latin, "María €"],
    ["utf-16le", Buffer.from("\ufeffid;nombre\n1;María €\n", "utf16le"), "María €"],
    ["utf-16be", Buffer.from("\ufeffid;nombre\n1;María €\n", "utf16le").swap16(), "María €"],
    ["utf-8", "", ""],
  ])("%s is found", async (encoding, content, name) => {
    expect(await encodingOf(await fileOf(content))).toBe(encoding);
    expect((await cellsOf(content))[1]?.[1] ?? "").toBe(name);
  });

  it("a letter that is cut by the end of a piece is read whole", async () => {
    const content = `id,name\n${Array.from({ length: 40_000 }, (_, n) => `${n},ñandú`).join("\n")}`;
    expect((await cellsOf(content)).slice(1).every(([, name]) => name === "ñandú")).toBe(true);
  });
});

describe("what is no CSV", () => {
  it.each([
    ["a quote that is never closed", 'id,name\n1,Ana\n2,"Eva\n3,Eva\n', 3],
    ["one that hides the rest of a large file", `id,name\n1,"Ana\n${"2,Eva\n".repeat(300_000)}`, 2],
  ])("%s is told with its line", async (_, content, line) => {
    await expect(read(content)).rejects.toMatchObject({ code: "csv_broken", line });
  });

  it("a file that is not there is the file system's error", async () => {
    await expect(encodingOf("/nowhere/contacts.csv")).rejects.toMatchObject({ code: "ENOENT" });
    await expect(rowsOf("/nowhere/contacts.csv", "utf-8").next()).rejects.toMatchObject({ code: "ENOENT" });
  });
});
