import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { variables } from "../../packages/functions/src/config/variables.ts";
import { root } from "./workspaces.ts";

const file = join(root, ".env.example");

/** `.env.example` as the configuration's own list has it: each variable with its line, none of them set. */
function envExample(): string {
  const testsOnly = "Tests only: the folder of the providers' published contracts; tests that need it skip without it.";
  const lines = Object.entries(variables).map(([name, { about }]) => `# ${about}\n#${name}=\n`);
  return `# Generated from packages/functions/src/config/variables.ts by \`npm run generate\`.
# Copy to .env and uncomment what you need; with none of it \`npm start\` runs on its own database and a demo provider.

${lines.join("\n")}
# ${testsOnly}
#SINCRO_SPECS_DIR=
`;
}

/** Writes it; with `check` it only compares. Whether it is current at the end. */
export function generateEnvExample(check: boolean): boolean {
  if (!check) writeFileSync(file, envExample());
  return readFileSync(file, "utf8") === envExample();
}
