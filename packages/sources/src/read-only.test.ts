import { describe, expect, it } from "vitest";
import * as ghl from "./ghl/ghl.fixture.ts";
import { ghlSource } from "./ghl/index.ts";
import { manychatSource } from "./manychat/index.ts";
import * as manychat from "./manychat/manychat.fixture.ts";
import { paypalSource } from "./paypal/index.ts";
import * as paypal from "./paypal/paypal.fixture.ts";
import { sources } from "./registry.ts";
import type { SliceRequest, Source } from "./source.ts";
import { stripeSource } from "./stripe/index.ts";
import * as stripe from "./stripe/stripe.fixture.ts";

/** The only requests that are no GET: a search whose question is a body, and the exchange of keys for a token. */
const askedByPost = ["/contacts/search", "/v1/oauth2/token"];

interface Asked {
  readonly source: Source;
  /** A run since ever and one of a month, to their ends; answers what the provider was asked. */
  run(): Promise<readonly { readonly method: string; readonly path: string }[]>;
}

async function readThrough(source: Source, request: SliceRequest): Promise<void> {
  const windowStart = new Date(Date.parse(request.windowEnd) - 30 * 86_400_000).toISOString();
  for (const start of [null, windowStart]) {
    let pages = 0;
    for await (const _ of source.pages({ ...request, windowStart: start })) pages += 1;
    expect(pages, source.manifest.name).toBeGreaterThan(0);
  }
  await source.test(request);
}

const all: readonly Asked[] = [
  {
    source: stripeSource,
    run: async () => {
      const fake = stripe.accountWith();
      await readThrough(stripeSource, stripe.sliceOf(fake));
      return fake.log.entries;
    },
  },
  {
    source: paypalSource,
    run: async () => {
      const fake = paypal.accountWith();
      await readThrough(paypalSource, paypal.sliceOf(fake));
      return fake.log.entries;
    },
  },
  {
    source: ghlSource,
    run: async () => {
      const fake = ghl.locationWith();
      await readThrough(ghlSource, ghl.sliceOf(fake));
      return fake.log.entries;
    },
  },
  {
    source: manychatSource,
    run: async () => {
      const fake = manychat.pageWith();
      const contacts = manychat.contactsFrom(manychat.stripeContacts());
      await readThrough(manychatSource, manychat.sliceOf(fake, { contacts }));
      return fake.log.entries;
    },
  },
];

describe("nothing here moves money", () => {
  it.each(all.map((one) => [one.source.manifest.title, one] as const))("F60 · %s is only read", async (_, { run }) => {
    const asked = await run();
    expect(asked.length).toBeGreaterThan(5);
    const changing = asked.filter(({ method, path }) => method !== "GET" && !askedByPost.includes(path));
    expect(changing).toEqual([]);
  });

  it("F60 · every source is among them", () => {
    expect(all.map(({ source }) => source)).toEqual(sources);
  });
});
