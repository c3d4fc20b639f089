import type { ManychatFake } from "@sincro/fakes";
import { describe, expect, it } from "vitest";
import {
  contactsFrom,
  idsOf,
  pageWith,
  readAll,
  readTo,
  recordsOf,
  sliceOf,
  stripeContacts,
} from "./manychat.fixture.ts";

const fake = pageWith();
const contacts = contactsFrom(stripeContacts(), idsOf(fake.subscribers()));

/** The fake, but for what `instead` answers. */
const except = (instead: (url: URL, times: number) => Response | undefined, on: ManychatFake = fake): typeof fetch => {
  let times = 0;
  return async (input, init) => instead(new URL((input as Request).url), ++times) ?? (await on.fetch(input, init));
};
const says = (message: string, status = 200, details: string[] = []) =>
  Response.json(
    { status: "error", message, details: { messages: details.map((one) => ({ message: one })) } },
    { status },
  );
const answering = (response: Response) => readTo(sliceOf(fake, { contacts, fetch: async () => response.clone() }));

describe("F31 · never ends as if complete", () => {
  it("F55 · when the key is refused; the key is in no word of it", async () => {
    const key = "104233:51Habcdefghijk";
    const { error, pages } = await readTo(sliceOf(fake, { contacts, credentials: { MANYCHAT_API_KEY: key } }));
    expect(error).toMatchObject({
      code: "credentials_refused",
      retryable: false,
      message: "ManyChat: GET /fb/subscriber/findBySystemField answered 401",
    });
    expect(pages).toEqual([]);
  });

  it.each([
    ["Wrong token", "credentials_refused", false],
    ["Unauthorized", "credentials_refused", false],
    ["Rate limit exceeded", "rate_limited", true],
    ["Internal error, try again later", "provider_unavailable", true],
    ["Page is not Pro", "provider_rejected", false],
    ["", "provider_rejected", false],
  ])("when a 200 holds an error: %j is %s", async (message, code, retryable) => {
    const { error, pages } = await answering(says(message));
    expect(error).toMatchObject({ code, retryable });
    expect((error as Error).message).toMatch(/^ManyChat: GET \/fb\/subscriber\/findBySystemField answered 200/);
    expect(pages).toEqual([]);
  });

  it("a 200 that asks to wait says for how long, though ManyChat does not", async () => {
    expect((await answering(says("Too many requests"))).error).toMatchObject({ retryAfterMs: expect.any(Number) });
  });

  it("an error in one 200 that may pass is asked again", async () => {
    const fetch = except((_, times) => (times % 3 === 0 ? says("Internal error") : undefined));
    const pages = await readAll(sliceOf(fake, { contacts, fetch, limits: { backoffMs: 1, retries: 20 } }));
    expect(idsOf(recordsOf(pages))).toEqual(idsOf(fake.subscribers()));
  });

  it("F55 · an answer that repeats the key: it is redacted, in a 200 and in a 400", async () => {
    for (const status of [200, 400]) {
      const { error } = await answering(says(`Strange: ${fake.key} may not do this`, status));
      expect(error).toMatchObject({ code: "provider_rejected" });
      expect(JSON.stringify([error, (error as Error).message])).not.toContain("demo");
      expect((error as Error).message).toContain("may not do this");
    }
  });

  it.each([
    ["no status", { data: [] }],
    ["another status", { status: "pending", data: [] }],
    ["no data", { status: "success" }],
    ["a subscriber without an id", { status: "success", data: { name: "Ana" } }],
    ["a subscriber whose id is none", { status: "success", data: { id: "ana" } }],
    ["a list of something else", { status: "success", data: ["1"] }],
    ["nothing", null],
  ])("F32 · when an answer has %s", async (_, body) => {
    const { error } = await answering(Response.json(body));
    expect(error).toMatchObject({ code: "answer_malformed", retryable: true });
  });

  it("when the page at the address is no ManyChat", async () => {
    const { error } = await answering(new Response("Not Found", { status: 404 }));
    expect(error).toMatchObject({ code: "provider_rejected", retryable: false });
  });

  it("when nobody gave it contacts, whatever is wanted, and before anything is asked", async () => {
    fake.log.clear();
    for (const streams of [undefined, ["lookups"], ["known"]]) {
      const { error, pages } = await readTo(sliceOf(fake, { streams }));
      expect(error).toMatchObject({ code: "contacts_missing", retryable: false });
      expect(pages).toEqual([]);
    }
    expect(fake.log.entries).toEqual([]);
  });

  it("P1 · when ManyChat asks for a wait that is too long for the slice; a later slice goes on from there", async () => {
    const busy = pageWith({ faults: { rules: [{ kind: "rate_limited", retryAfterS: 60, every: 120, times: 1 }] } });
    const { error, pages } = await readTo(sliceOf(busy, { contacts }));
    expect(error).toMatchObject({ code: "rate_limited", retryable: true, retryAfterMs: 60_000 });
    expect(pages.length).toBeGreaterThan(0);
    const rest = await readAll(sliceOf(busy, { contacts, checkpoint: pages.at(-1)?.checkpoint ?? null }));
    const met = new Set([...recordsOf(pages), ...recordsOf(rest)].map(({ id }) => id));
    expect([...met].sort()).toEqual(idsOf(fake.subscribers()));
  });
});

describe("what is an answer, not an error", () => {
  it.each([
    [400, "Validation error", ["Subscriber does not exist"]],
    [404, "Subscriber not found", []],
    [200, "Subscriber not found", []],
    [400, "Validation error", ["Invalid email"]],
    [400, "Validation error", ["Phone number has wrong format"]],
  ])("%i %s %j: nobody has that e-mail or phone", async (status, message, details) => {
    const fetch = except((url) => (url.pathname.endsWith("Field") ? says(message, status, details) : undefined));
    const { error, pages } = await readTo(sliceOf(fake, { contacts, fetch, streams: ["lookups"] }));
    expect(error).toBeNull();
    expect(recordsOf(pages)).toEqual([]);
  });

  it("a list of one or more subscribers in place of one", async () => {
    const [one, two] = fake.subscribers();
    const fetch = async () => Response.json({ status: "success", data: [one, two] });
    const records = recordsOf(await readAll(sliceOf(fake, { contacts, fetch, streams: ["lookups"] })));
    expect(idsOf(records)).toEqual(idsOf([one, two] as NonNullable<typeof one>[]));
  });

  it("an id that is a number: kept as text in the key", async () => {
    const fetch = async () => Response.json({ status: "success", data: { id: 12345 } });
    const records = recordsOf(await readAll(sliceOf(fake, { contacts, fetch, streams: ["lookups"] })));
    expect(records).toEqual([{ object: "subscriber", id: "12345", data: { id: "12345" } }]);
  });
});

it("F21 · an abort stops every request in flight, and nothing follows", async () => {
  const held = pageWith();
  const controller = new AbortController();
  held.gate.close();
  const ended = readTo(sliceOf(held, { contacts, signal: controller.signal }));
  await held.gate.untilHeld(8);
  controller.abort(new Error("fenced"));
  expect((await ended).error).toEqual(new Error("fenced"));
  await held.log.until((entries) => entries.every(({ outcome }) => outcome === "aborted"));
  expect(held.log.entries).toHaveLength(8);
});
