import type { RunStore, Scope } from "@sincro/store";
import type { RunNames } from "../old-design/names.ts";
import type { Sight } from "./sight.ts";
import type { Wire } from "./wire.ts";

/** A scope of its own, in some store, for one history. */
export interface World {
  readonly scope: Scope;
  /** The store, each of whose calls (or each of whose statements, where a call is several) goes through the wire. */
  store(wire: Wire): RunStore;
  see(): Promise<Sight>;
  /** Moves the store's clock on, in milliseconds. */
  advance(ms: number): Promise<void>;
}

/** Makes the world of one history; names are for the words of its answers. */
export type MakeWorld = (names: RunNames) => World;
