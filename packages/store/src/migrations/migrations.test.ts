import { createHash } from "node:crypto";
import { expect, it } from "vitest";
import { MigrationFolderInvalid } from "./errors.ts";
import { folderOf } from "./folder.test-kit.ts";
import { migrations, schemaVersion } from "./migrations.ts";

it("lists the numbered files in order, with the hash of their text", async () => {
  const folder = await folderOf({ "0010-b.sql": "select 10;", "0002-a.sql": "select 2;", "README.md": "not one" });
  const sha256 = createHash("sha256").update("select 2;").digest("hex");
  expect(migrations(folder)[0]).toEqual({ version: 2, name: "0002-a", sql: "select 2;", sha256 });
  expect(migrations(folder).map(({ name }) => name)).toEqual(["0002-a", "0010-b"]);
  expect(schemaVersion(folder)).toBe(10);
  expect(schemaVersion(await folderOf({}))).toBe(0);
});

it("takes a checkout with Windows line ends for the same migration", async () => {
  const unix = migrations(await folderOf({ "0001-a.sql": "select 1;\nselect 2;\n" }));
  const windows = migrations(await folderOf({ "0001-a.sql": "select 1;\r\nselect 2;\r\n" }));
  expect(windows).toEqual(unix);
});

it.each([
  ["a name without four digits", { "1-a.sql": "" }],
  ["a name with capitals", { "0001-A.sql": "" }],
  ["one number twice", { "0001-a.sql": "", "0001-b.sql": "" }],
])("refuses %s", async (_, files) => {
  const folder = await folderOf(files);
  expect(() => migrations(folder)).toThrow(MigrationFolderInvalid);
});
