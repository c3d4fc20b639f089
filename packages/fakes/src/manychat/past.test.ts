import { expect, it } from "vitest";
import { manualClock } from "../shared/clock.ts";
import { createStripeFake } from "../stripe/index.ts";
import { createManychatFake } from "./fake.ts";
import { noon } from "./test-client.ts";

const now = manualClock(noon);
const manychat = createManychatFake({ seed: 7, now });
const customers = createStripeFake({ seed: 7, now }).objects("customers");
const emails = new Set(customers.map(({ email }) => email));
const phones = new Set(customers.map(({ phone }) => phone));

it("is the same page for everybody who asks with the same seed, and another with another", () => {
  expect(createManychatFake({ seed: 7, now }).subscribers()).toEqual(manychat.subscribers());
  expect(createManychatFake({ seed: 8, now }).subscribers()).not.toEqual(manychat.subscribers());
});

it("a part of Stripe's customers are subscribers, some found by e-mail, some by phone alone", () => {
  const byEmail = manychat.count(({ email }) => emails.has(email));
  const byPhoneOnly = manychat.count(({ email, phone }) => email === "" && phones.has(phone));
  expect(byEmail).toBeGreaterThan(40);
  expect(byPhoneOnly).toBeGreaterThan(5);
  expect(byEmail + byPhoneOnly).toBeLessThan(customers.length / 2);
});

it("others are known to nobody else", () => {
  const strangers = manychat.count(({ email, phone }) => !emails.has(email) && !phones.has(phone));
  expect(strangers).toBeGreaterThanOrEqual(30);
});

it("everybody has an e-mail or a phone, and subscribed in the past", () => {
  for (const { email, phone, subscribed, last_interaction } of manychat.subscribers()) {
    expect(email + phone).not.toBe("");
    expect(Date.parse(subscribed)).toBeLessThan(noon);
    if (last_interaction !== null) expect(Date.parse(last_interaction)).toBeGreaterThanOrEqual(Date.parse(subscribed));
  }
});

it("more of them do not change who was there", () => {
  const more = createManychatFake({ seed: 7, now, counts: { strangers: 60 } }).subscribers();
  expect(more.slice(0, manychat.count())).toEqual(manychat.subscribers());
});
