import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** A secret that a built page gives to whoever opens it. */
export interface GivenAway {
  readonly file: string;
  /** The variable, or the word that has no business in a browser. */
  readonly what: string;
}

/** The role whose key passes row level security, and how Supabase's newer keys of that kind begin. */
const words = ["service_role", "sb_secret_"];

/** How a value may stand in a file: as it is, in an address, or packed for one. */
const shapesOf = (value: string) => [value, encodeURIComponent(value), btoa(value).replaceAll("=", "")];

/**
 * What the files of a built page give away: values of secrets, by the name of their variable, and words that tell of the
 * service role.
 *
 * @param secrets values by variable
 * @throws Error when there is no file: a page that was not built gives nothing away
 */
export function givenAway(folder: string, secrets: Readonly<Record<string, string>>): readonly GivenAway[] {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  if (files.length === 0) throw new Error(`No file in ${folder}: build the page first.`);
  return files.flatMap(({ parentPath, name }) => {
    const text = readFileSync(join(parentPath, name), "latin1");
    const told = Object.keys(secrets).filter((of) => shapesOf(secrets[of] ?? "").some((shape) => text.includes(shape)));
    return [...told, ...words.filter((word) => text.includes(word))].map((what) => ({ file: name, what }));
  });
}
