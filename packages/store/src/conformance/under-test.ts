import type { Json, Policy } from "@sincro/machine";
import type { RunStore, Scope } from "../port.ts";

/** A record as the suite compares it; `updated_at` in UTC with milliseconds. */
export interface StoredRecord {
  readonly object: string;
  readonly external_id: string;
  readonly data: Json;
  readonly updated_at: string | null;
  readonly run_id: string | null;
}

/** A store with what the suite needs beside the port. */
export interface StoreUnderTest {
  readonly store: RunStore;
  /** Moves the store's clock on, in milliseconds. */
  advance(ms: number): Promise<void>;
  /** The records of a scope, in the order of object and id. */
  records(scope: Scope): Promise<readonly StoredRecord[]>;
  /** The ids of the records of a scope that are marked as missing, in order. */
  missing(scope: Scope): Promise<readonly string[]>;
  close(): Promise<void>;
}

/** Makes an empty store, with other numbers where they are given. */
export type MakeStore = (policy?: Partial<Policy>) => Promise<StoreUnderTest>;

/** Registers the test of one promise, on a store of its own. */
export type PromiseTest = (
  title: string,
  body: (under: StoreUnderTest) => Promise<void>,
  policy?: Partial<Policy>,
) => void;
