import type { SliceRequest, Source, SourceManifest } from "@sincro/sources";
import { pagesAfter } from "./world.ts";

/** A source of `count` pages; more of its manifest, and what it does before them, are the test's. */
export function sourceOf(
  manifest: Partial<SourceManifest> = {},
  { count = 3, before = async () => {} }: { count?: number; before?: (request: SliceRequest) => Promise<void> } = {},
): Source {
  return {
    manifest: {
      name: "stripe",
      title: "Stripe",
      functionName: "fetch-stripe",
      streams: ["customers"],
      listed: [],
      rates: [],
      credentials: [],
      baseEnv: "BASE",
      ...manifest,
    },
    async *pages(request) {
      await before(request);
      yield* pagesAfter(request.checkpoint, count);
    },
    test: () => Promise.resolve({ ok: true, account: null }),
  };
}
