import type { Json } from "./columns.ts";

/** One object as a source fetched it. Its identity is (source, account, object, id); `updatedAt` is the provider's own (ISO 8601). */
export interface SourceRecord {
  readonly object: string;
  readonly id: string;
  readonly updatedAt?: string | undefined;
  readonly data: Json;
}
