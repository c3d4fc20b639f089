import type { CancelAnswer } from "@sincro/client";
import { type Observable, observable } from "../feed/observable.ts";

/** A result that stays on the page until it is read. */
export type Notice =
  | { readonly key: "start" | "clean"; readonly kind: "error"; readonly text: string }
  | { readonly key: "clean"; readonly kind: "done"; readonly text: string }
  | { readonly key: "cancel"; readonly kind: "receipt"; readonly answer: CancelAnswer; readonly all: boolean };

/** The page's notices: at most one of each key, the newest. */
export interface Notices {
  readonly list: Observable<readonly Notice[]>;
  put(notice: Notice): void;
  remove(key: Notice["key"]): void;
}

/** Makes the page's notices. */
export function createNotices(): Notices {
  const list = observable<readonly Notice[]>([]);
  const without = (key: Notice["key"]) => list.get().filter((notice) => notice.key !== key);
  return {
    list,
    put: (notice) => list.set([...without(notice.key), notice]),
    remove(key) {
      if (list.get().some((notice) => notice.key === key)) list.set(without(key));
    },
  };
}
