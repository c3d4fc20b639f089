import type { Fault } from "@sincro/fakes";
import { beforeAll, describe, expect, it } from "vitest";
import type { Page } from "../source.ts";
import {
  contactsFrom,
  idsOf,
  outline,
  pageWith,
  readAll,
  recordsOf,
  sliceOf,
  stripeContacts,
} from "./manychat.fixture.ts";

const others = stripeContacts().slice(0, 80);
const contacts = contactsFrom(others, idsOf(pageWith().subscribers()).slice(0, 40));
const few = contactsFrom(others.slice(0, 25));

const faults: Fault[] = [
  { kind: "rate_limited" },
  { kind: "rate_limited", retryAfterS: 0 },
  { kind: "status", status: 500 },
  { kind: "truncated" },
  { kind: "malformed" },
  { kind: "closed" },
  { kind: "hang" },
];

describe.each(faults)("with faults %j", (fault) => {
  let undisturbed: Page[];
  beforeAll(async () => {
    undisturbed = await readAll(sliceOf(pageWith(), { contacts }));
  });

  it.each([2, 3])("F31 F47 · in one answer of %i: the run is complete all the same", async (every) => {
    const fake = pageWith({ faults: { rules: [{ ...fault, every }] } });
    const pages = await readAll(sliceOf(fake, { contacts, limits: { backoffMs: 1, timeoutMs: 150, retries: 20 } }));
    expect(outline(pages)).toEqual(outline(undisturbed));
    expect(fake.log.entries.filter((entry) => entry.fault === fault.kind).length).toBeGreaterThan(1);
  });

  it("F31 F47 · over HTTP, in one answer of 3: the run is complete all the same", async () => {
    const fake = pageWith({ faults: { rules: [{ ...fault, every: 3 }] } });
    const server = await fake.listen();
    try {
      const limits = { backoffMs: 1, timeoutMs: 500, retries: 20 };
      const reach = { fetch: undefined, baseUrl: server.url, limits, streams: ["lookups"], contacts: few };
      const found = idsOf(recordsOf(await readAll(sliceOf(fake, reach))));
      expect(found).toEqual(
        idsOf(recordsOf(await readAll(sliceOf(pageWith(), { contacts: few, streams: ["lookups"] })))),
      );
    } finally {
      await server.close();
    }
  });
});
