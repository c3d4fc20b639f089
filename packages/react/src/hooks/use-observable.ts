import { useSyncExternalStore } from "react";
import type { Observable } from "../feed/observable.ts";

/** The current value of an observable. */
export function useObservable<T>(source: Observable<T>): T {
  return useSyncExternalStore(source.subscribe, source.get, source.get);
}
