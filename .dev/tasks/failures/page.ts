import type { Section } from "./known.ts";
import type { NamedTest } from "./named-tests.ts";

const inOrder = (a: string, b: string) => a.localeCompare(b, "en", { numeric: true });

/** What is wrong between the failures and the tests; nothing when each closed one has a test and each id is known. */
export function problems(sections: readonly Section[], open: readonly string[], tests: readonly NamedTest[]): string[] {
  const closed = sections.flatMap(({ failures }) => failures.map(({ id }) => id));
  const known = [...closed, ...open];
  const twice = known.filter((id, place) => known.indexOf(id) !== place);
  return [
    ...twice.map((id) => `${id} is listed twice`),
    ...closed.filter((id) => !tests.some(({ ids }) => ids.includes(id))).map((id) => `${id} has no test`),
    ...tests.flatMap(({ ids, title, file }) =>
      ids.filter((id) => !known.includes(id)).map((id) => `${file}: ${id} is not a known failure (${title})`),
    ),
  ];
}

const markdown = (text: string) => text.replaceAll(/[*<>[\]\\]/g, "\\$&").replaceAll("\n", " ");

function testsOf(id: string, tests: readonly NamedTest[]): string {
  const own = tests.filter(({ ids }) => ids.includes(id));
  const files = [...new Set(own.map(({ file }) => file))].sort(inOrder);
  return files
    .map((file) => {
      const titles = [...new Set(own.filter((test) => test.file === file).map(({ title }) => markdown(title)))];
      return `- [${file}](../${file})\n${titles.map((title) => `  - ${title}`).join("\n")}`;
    })
    .join("\n");
}

/** `docs/failures.md`. */
export function page(sections: readonly Section[], open: readonly string[], tests: readonly NamedTest[]): string {
  const parts = sections.map(({ title, failures }) => {
    const entries = failures.map(
      ({ id, before, now }) => `### ${id}\n\n**Then:** ${before}\n\n**Now:** ${now}\n\n${testsOf(id, tests)}`,
    );
    return `## ${title}\n\n${entries.join("\n\n")}`;
  });
  const waiting = [...open].sort(inOrder).map((id) => `- ${id}: open`);
  return `<!-- Generated from the tests by \`npm run generate\`. Do not edit. -->

# The failures that must not come back

Each of these happened to real people, in an older sync system or in a peer of this one. The tests that guard against
one have its id in their name; this page is made from those names. \`npm test\` fails when an id below has no test, when a
test names an id that nobody knows, and when a test that is named here did not run and pass.

${parts.join("\n\n")}

## Not claimed yet

${waiting.join("\n")}
`;
}
