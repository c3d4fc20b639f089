import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";

/** The folder of provider contracts that nobody here wrote; tests that need it skip where it is unset. */
export const specsDir: string | undefined = process.env.SINCRO_SPECS_DIR;

/** Reads one YAML file of it. @throws the file system's error when it is not there */
export function readYamlSpec(dir: string, file: string): unknown {
  return parse(readFileSync(join(dir, file), "utf8"));
}

/** Reads one JSON file of it. @throws the file system's error when it is not there */
export function readSpec<T>(dir: string, file: string): T {
  return JSON.parse(readFileSync(join(dir, file), "utf8"));
}
