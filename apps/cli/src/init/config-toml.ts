/** The section of a function in config.toml: it asks for its callers' credentials itself. */
function sectionOf(name: string): string {
  return `[functions.${name}]\nverify_jwt = false\n`;
}

/** A config.toml for a project that has none. */
export function configToml(names: readonly string[]): string {
  const head = `# What is not said here is Supabase's default: https://supabase.com/docs/guides/local-development/cli/config
project_id = "sincro"

# Each of Sincro's functions asks for its callers' credentials itself: an operator's, or a hand-off's signed token.
`;
  return `${head}${names.map(sectionOf).join("\n")}`;
}

/** The sections that a config.toml lacks: one that is there without `verify_jwt = false` counts as lacking. */
export function lackingIn(toml: string, names: readonly string[]): readonly string[] {
  return names.filter((name) => !isOpen(toml, name)).map(sectionOf);
}

function isOpen(toml: string, name: string): boolean {
  const lines = toml.split(/\r?\n/).map((line) => line.replace(/#.*$/, "").replaceAll(/\s/g, ""));
  const start = lines.findIndex((line) => line.replaceAll(/["']/g, "") === `[functions.${name}]`);
  if (start < 0) return false;
  const length = lines.slice(start + 1).findIndex((line) => line.startsWith("["));
  const section = lines.slice(start + 1, length < 0 ? undefined : start + 1 + length);
  return section.includes("verify_jwt=false");
}
