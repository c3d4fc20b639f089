import { rename } from "node:fs/promises";
import { join } from "node:path";
import { textsFor } from "@sincro/react/texts";
import { describe, expect, it } from "vitest";
import { functionFiles } from "../init/files.ts";
import { contentsOf, project, put } from "../init/project.fixture.ts";
import { stamped } from "../init/stamp.ts";
import { cliTexts } from "../texts/index.ts";
import type { Context } from "./context.ts";
import { init } from "./init.ts";

const library = "supabase/functions/_shared/sincro.js";
const operators = "supabase/functions/_shared/sincro-operators.js";
const stripe = "supabase/functions/fetch-stripe/index.ts";

/** Runs it, in English. */
async function ran(folder: string, choices: Parameters<typeof init>[2] = {}) {
  let said = "";
  const line = (text: string) => {
    said += `${text}\n`;
  };
  const texts = { ...textsFor("en", { locale: "en" }), cli: cliTexts("en") };
  const terminal = { print: line, log: line, write: line, live: false, texts };
  const code = await init({ terminal } as unknown as Context, folder, choices);
  return { code, said };
}

const shop = {
  "supabase/config.toml": 'project_id = "shop"\n',
  "supabase/migrations/20250101000000_own.sql": "select 1;\n",
};

/** A project in which an older Sincro's init has been. */
async function olderProject() {
  const folder = await project(shop);
  for (const { path, text } of await functionFiles()) {
    const [, ...rest] = text.split("\n");
    const comment = path.endsWith(".example") ? "#" : "//";
    await put(folder, path, stamped(`${rest.join("\n")}${comment} older\n`, "0.0.9", comment));
  }
  return folder;
}

describe("sincro init", () => {
  it("--dry-run names every file with its size, and writes nothing", async () => {
    const folder = await project(shop);
    const { code, said } = await ran(folder, { dryRun: true });
    expect(code).toBe(0);
    expect(said).toMatch(/^\+ supabase\/functions\/_shared\/sincro\.js +\d+\.\d kB {2}new$/m);
    expect(said).toMatch(/^\+ supabase\/migrations\/\d{14}_sincro\.sql +\d+\.\d kB {2}new$/m);
    expect(said).toContain("11 files would be written; none was.");
    expect(await contentsOf(folder)).toMatchObject(shop);
    expect(Object.keys(await contentsOf(folder))).toHaveLength(4);
  });

  it("leaves config.toml alone and says what to add; that added, it has nothing more to say of it", async () => {
    const folder = await project(shop);
    const { said } = await ran(folder);
    expect(await contentsOf(folder)).toMatchObject(shop);
    const sections = said.slice(said.indexOf("[functions."), said.indexOf("Then:"));
    expect(sections.match(/^\[functions\..+\]\nverify_jwt = false$/gm)).toHaveLength(6);
    await put(folder, "supabase/config.toml", `${shop["supabase/config.toml"]}\n${sections}`);
    expect((await ran(folder)).said).not.toContain("[functions.");
  });

  it("a second time changes nothing, even when its migration has another name by then", async () => {
    const folder = await project(shop);
    await ran(folder);
    const migrations = join(folder, "supabase/migrations");
    const name = Object.keys(await contentsOf(migrations)).find((file) => file.endsWith("_sincro.sql")) ?? "none";
    await rename(join(migrations, name), join(migrations, "20250102000000_renamed.sql"));
    const before = await contentsOf(folder);
    const { code, said } = await ran(folder);
    expect({ code, said }).toMatchObject({ code: 0, said: expect.stringContaining("There is nothing to write") });
    expect(await contentsOf(folder)).toEqual(before);
  });

  it("a file that is there and differs stops everything, and is named", async () => {
    const folder = await project({ ...shop, [stripe]: "export default { fetch: () => new Response() };\n" });
    const before = await contentsOf(folder);
    const { code, said } = await ran(folder);
    expect(code).toBe(1);
    expect(said).toBe(
      `Nothing was written:\n  ${stripe} is there already, and is not Sincro's: move it or give it another name.\n`,
    );
    expect(await contentsOf(folder)).toEqual(before);
  });

  it("Windows line ends make no difference", async () => {
    const folder = await project(shop);
    await ran(folder);
    for (const [path, text] of Object.entries(await contentsOf(folder)))
      if (text !== null) await put(folder, path, text.replaceAll("\n", "\r\n"));
    expect((await ran(folder)).said).toContain("There is nothing to write");
  });

  it("who may operate is the project's to say: a changed operators file stays, also with --upgrade", async () => {
    const folder = await project(shop);
    await ran(folder);
    const text = (await contentsOf(folder))[operators]?.replace("cronToken);", "cronToken); // ours");
    await put(folder, operators, text ?? "");
    expect(await ran(folder, { upgrade: true })).toMatchObject({ code: 0, said: expect.stringContaining("is yours") });
    expect((await contentsOf(folder))[operators]).toBe(text);
  });

  it("what cannot be written is named, and everything is as it was", async () => {
    const folder = await project({ ...shop, "supabase/functions/sync-runs": "a file, where a folder must be\n" });
    const before = await contentsOf(folder);
    const { code, said } = await ran(folder);
    expect(code).toBe(1);
    expect(said).toMatch(
      /^“.*supabase\/functions\/sync-runs” cannot be read or written \(E[A-Z]+\)\. Everything is as it was\.$/m,
    );
    expect(await contentsOf(folder)).toEqual(before);
  });

  it("no Supabase project: says what to do", async () => {
    await expect(ran(await project())).rejects.toThrow(/has no folder “supabase”.*npx supabase init/);
  });
});

describe("sincro init after an older Sincro", () => {
  it("says which files are older and what to do, and writes nothing", async () => {
    const folder = await olderProject();
    const before = await contentsOf(folder);
    const { code, said } = await ran(folder);
    expect(code).toBe(1);
    expect(said).toContain(`${library} is of another Sincro (0.0.9): “sincro init --upgrade” replaces it.`);
    expect(await contentsOf(folder)).toEqual(before);
  });

  it("--upgrade replaces them, and then there is nothing to do", async () => {
    const folder = await olderProject();
    const { code, said } = await ran(folder, { upgrade: true });
    expect(code).toBe(0);
    expect(said).toMatch(/^~ supabase\/functions\/_shared\/sincro\.js .* in place of an older Sincro's$/m);
    const files = (await functionFiles()).filter(({ theirs }) => theirs !== true);
    expect(await contentsOf(folder)).toMatchObject(Object.fromEntries(files.map(({ path, text }) => [path, text])));
    expect((await ran(folder)).said).toContain("There is nothing to write");
  });

  it("--upgrade does not take a file that somebody has changed, nor one of a newer Sincro", async () => {
    const folder = await olderProject();
    await put(folder, stripe, `${(await contentsOf(folder))[stripe]}// ours\n`);
    await put(folder, library, stamped("export {};\n", "99.0.0", "//"));
    const before = await contentsOf(folder);
    const { code, said } = await ran(folder, { upgrade: true });
    expect(code).toBe(1);
    expect(said).toContain(`${stripe} is Sincro's, and somebody has changed it`);
    expect(said).toContain(`${library} is of a newer Sincro (99.0.0)`);
    expect(await contentsOf(folder)).toEqual(before);
  });
});
