import type { NamedTest } from "./named-tests.ts";

/** A test as it ended: the titles around it, and its own at the end. */
export interface RanTest {
  readonly titles: readonly string[];
  readonly ended: "passed" | "failed" | "skipped";
}

/** The part of vitest's JSON report that names tests. */
export interface VitestTests {
  readonly testResults: readonly {
    readonly assertionResults: readonly {
      readonly ancestorTitles: readonly string[];
      readonly title: string;
      readonly status: string;
    }[];
  }[];
}

/** The tests of a report of vitest. */
export function vitestRan({ testResults }: VitestTests): readonly RanTest[] {
  return testResults.flatMap(({ assertionResults }) =>
    assertionResults.map(({ ancestorTitles, title, status }) => ({
      titles: [...ancestorTitles, title],
      ended: status === "passed" || status === "failed" ? status : "skipped",
    })),
  );
}

/** The part of Playwright's JSON report that names tests; suites hold suites. */
export interface PlaywrightSuite {
  readonly title: string;
  readonly suites?: readonly PlaywrightSuite[];
  readonly specs?: readonly {
    readonly title: string;
    readonly tests: readonly { readonly status: string }[];
  }[];
}

function endingOf(statuses: readonly string[]): RanTest["ended"] {
  if (statuses.some((status) => status === "unexpected" || status === "flaky")) return "failed";
  return statuses.includes("expected") ? "passed" : "skipped";
}

/** The tests of a report of Playwright. */
export function playwrightRan(suites: readonly PlaywrightSuite[], above: readonly string[] = []): readonly RanTest[] {
  return suites.flatMap((suite) => [
    ...(suite.specs ?? []).map(({ title, tests }) => ({
      titles: [...above, suite.title, title],
      ended: endingOf(tests.map(({ status }) => status)),
    })),
    ...playwrightRan(suite.suites ?? [], [...above, suite.title]),
  ]);
}

const escaped = (text: string) => text.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&");
const patternOf = ({ ids, title }: NamedTest) =>
  new RegExp(`${ids.join("(?:, | |/)")} · ${title.split("…").map(escaped).join(".*")}`, "s");

/** The named tests that passed nowhere, or failed somewhere. */
export function notProven(named: readonly NamedTest[], ran: readonly RanTest[]): readonly NamedTest[] {
  return named.filter((test) => {
    const pattern = patternOf(test);
    const endings = ran.filter(({ titles }) => titles.some((title) => pattern.test(title))).map(({ ended }) => ended);
    return !endings.includes("passed") || endings.includes("failed");
  });
}
