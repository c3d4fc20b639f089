import { inModule, inPackage, type Mutant } from "../mutant.ts";

const inPaypal = (file: string, from: string, to: string) => [
  inModule(`packages/sources/src/paypal/${file}`, from, to),
];
const twins = (title: string) => [inPackage("sources/src/paypal/twins.test.ts", title)];

/** What gets lost between a provider's pages. */
export const sourceMutants: readonly Mutant[] = [
  {
    id: "twins-parted",
    title: "two transactions with one id take one place when a page ends between them",
    breaks: ["F32"],
    modules: inPaypal("transactions.ts", "before = lastOf(shown);", "before = [];"),
    killers: twins("are both there, as they are when they come on one page"),
  },
  {
    id: "twins-parted-by-a-slice",
    title: "likewise when a slice ends between them",
    breaks: ["F32", "F38"],
    modules: inPaypal("transactions.ts", "before = lastOf(shownOf(", "lastOf(shownOf("),
    killers: twins("are both there when the run is resumed between them"),
  },
  {
    id: "twin-refused-as-older",
    title: "a twin that comes later is refused as an older version of the other",
    breaks: ["F32"],
    modules: inPaypal("transaction.ts", "newest(twins.get(keyOf(data)) as Row[])", "newest([data])"),
    killers: twins("a twin that comes in a later run takes the place of one that is newer than it"),
  },
];
