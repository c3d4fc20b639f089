import { instant } from "@sincro/machine/schema";
import * as z from "zod";
import { StoreError } from "./errors.ts";

/** A place in the list of runs, newest first: the run after which the next page begins. */
export interface Cursor {
  /** As the store writes it, to its full precision: rounding would skip or repeat runs. */
  readonly startedAt: string;
  readonly id: string;
}

const shape = z.tuple([z.string().refine((text) => instant.safeParse(text).success), z.guid()]);

/** The opaque text that a list answers as `next` and takes as `before`. */
export function writeCursor({ startedAt, id }: Cursor): string {
  return btoa(JSON.stringify([startedAt, id]))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replaceAll("=", "");
}

/** Reads what {@link writeCursor} wrote. @throws {StoreError} `store_rejected` for any other text */
export function readCursor(text: string): Cursor {
  try {
    const [startedAt, id] = shape.parse(JSON.parse(atob(text.replaceAll("-", "+").replaceAll("_", "/"))));
    return { startedAt, id };
  } catch (cause) {
    throw new StoreError("store_rejected", "`before` is not the `next` of a page of runs", { cause });
  }
}
