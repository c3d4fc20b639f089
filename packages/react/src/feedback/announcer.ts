import { type Observable, observable } from "../feed/observable.ts";

/** Says things to those who do not see the page: each once, together, and never while their answer is still to come. */
export interface Announcer {
  /** What the polite region holds now. */
  readonly polite: Observable<string>;
  /** What the alert region holds now. */
  readonly alert: Observable<string>;
  /** Says a result. */
  say(text: string): void;
  /** Says something that needs attention. */
  warn(text: string): void;
  /** Says a change of a run, unless a result that names the same change comes first; an alarming one in the alert region. */
  tell(change: string, text: string, alarming: boolean): void;
  /** These changes are told by a result. */
  cover(changes: readonly string[]): void;
  /** Holds changes back while a call is under way, because its answer may tell them. */
  hold(holding: boolean): void;
}

const debounceMs = 250;

/** Makes an announcer. */
export function createAnnouncer(): Announcer {
  const polite = observable("");
  const alert = observable("");
  const covered = new Set<string>();
  let results: string[] = [];
  let warnings: string[] = [];
  let changes = new Map<string, { readonly text: string; readonly alarming: boolean }>();
  let holding = false;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const wait = () => {
    clearTimeout(timer);
    timer = setTimeout(flush, debounceMs);
  };
  const put = (region: Observable<string>, texts: readonly string[]) => {
    if (texts.length === 0) return;
    const text = texts.join(" ");
    // The same words again are news only if the region was empty in between.
    region.set("");
    queueMicrotask(() => region.set(text));
  };
  function flush() {
    const told = holding ? [] : [...changes].flatMap(([change, said]) => (covered.has(change) ? [] : [said]));
    if (!holding) changes = new Map();
    put(alert, [...warnings, ...told.filter((said) => said.alarming).map((said) => said.text)]);
    put(polite, [...results, ...told.filter((said) => !said.alarming).map((said) => said.text)]);
    warnings = [];
    results = [];
  }

  return {
    polite,
    alert,
    say(text) {
      results.push(text);
      wait();
    },
    warn(text) {
      warnings.push(text);
      wait();
    },
    tell(change, text, alarming) {
      changes.set(change, { text, alarming });
      wait();
    },
    cover(told) {
      for (const change of told) covered.add(change);
    },
    hold(value) {
      holding = value;
      if (!value) wait();
    },
  };
}
