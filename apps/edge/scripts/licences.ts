import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";

/** The licences of the packages that a module was made of: whoever passes it on passes them on. */
export function licencesOf(files: readonly string[]): string {
  const folders = new Set(files.filter((file) => file.includes("/node_modules/")).map(packageOf));
  return [...folders]
    .map((folder) => ({ ...manifestOf(folder), text: licenceIn(folder) }))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .map(({ name, version, license, text }) => `${name} ${version} (${license})\n\n${text}`)
    .join("\n\n");
}

/** The folder with a name and a version: packages have manifests without them in their folders of modules. */
function packageOf(file: string): string {
  let folder = dirname(file);
  while (!existsSync(join(folder, "package.json")) || manifestOf(folder).version === undefined) {
    if (folder === dirname(folder)) throw new Error(`${file} is of no package.`);
    folder = dirname(folder);
  }
  return folder;
}

interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly license: string;
}

function manifestOf(folder: string): Manifest {
  return JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as Manifest;
}

function licenceIn(folder: string): string {
  const file = readdirSync(folder).find((name) => /^licen[cs]e(\.|$)/i.test(name));
  if (file === undefined) return "";
  return readFileSync(join(folder, file), "utf8").replaceAll("\r\n", "\n").replaceAll("*/", "* /").trim();
}
