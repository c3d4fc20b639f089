import { spawn } from "node:child_process";
import { SetUpError } from "./error.mjs";
import { sayWhile } from "./say.mjs";
import { text } from "./texts.mjs";

const keptCharacters = 4000;

/**
 * Runs a tool whose output matters only when it fails; then its end is part of the error.
 *
 * @param {string} what the line a person sees meanwhile
 * @param {string} file
 * @param {string[]} args
 * @param {{ cwd: string, env: NodeJS.ProcessEnv }} options
 * @returns {Promise<void>}
 * @throws {SetUpError} when it cannot be started or exits with another code than 0
 */
export function runQuietly(what, file, args, options) {
  return sayWhile(
    what,
    () =>
      new Promise((resolve, reject) => {
        let output = "";
        const keep = (/** @type {Buffer} */ chunk) => {
          output = (output + chunk).slice(-keptCharacters);
        };
        const child = spawn(file, args, { ...options, stdio: ["ignore", "pipe", "pipe"] });
        child.stdout.on("data", keep);
        child.stderr.on("data", keep);
        child.on("error", (error) => reject(new SetUpError(text.failed(what, error.message))));
        child.on("close", (code, signal) => {
          if (code === 0) resolve();
          else reject(new SetUpError(`${text.failed(what, String(signal ?? `exit ${code}`))}\n${output.trim()}`));
        });
      }),
  );
}
