import { expect, it } from "vitest";
import { manualClock } from "../shared/clock.ts";
import { createStripeFake } from "./fake.ts";
import { noon } from "./test-client.ts";

const samples = {
  customer: { id: "cus_sample", object: "customer", email: "ana@correo.example", created: 1234567890 },
  refund: { id: "re_sample", object: "refund", amount: 100, description: "refund of cus_sample" },
  payment_intent: {
    id: "pi_sample",
    object: "payment_intent",
    customer: "cus_sample",
    transfer_data: { destination: {} },
  },
  unicorn: { id: "uni_sample" },
};
const counts = { customers: 5, charges: 0, payment_intents: 0, subscriptions: 0, invoices: 0, refunds: 0 };
const options = { seed: 3, now: manualClock(noon), counts, seeds: { samples, copies: 25 } };

it("sows each sample so often, beside the fake's own, under ids of its own and on days of its own", () => {
  const fake = createStripeFake(options);
  expect([fake.count("customers"), fake.count("payment_intents"), fake.count("refunds")]).toEqual([30, 25, 25]);
  const sown = fake.objects("customers", { where: ({ email }) => email === "ana@correo.example" });
  expect(new Set(sown.map(({ id }) => id)).size).toBe(25);
  expect(new Set(sown.map(({ created }) => created)).size).toBeGreaterThan(15);
  expect(JSON.stringify([...fake.objects("payment_intents"), ...sown])).not.toContain("_sample");
});

it("keeps the references between the samples of one variation", () => {
  const fake = createStripeFake(options);
  for (const intent of fake.objects("payment_intents")) {
    const customer = fake.get("customers", String(intent.customer));
    expect([customer?.email, customer?.created]).toEqual(["ana@correo.example", intent.created]);
    expect(intent.transfer_data).toBe(null);
  }
});

it("varies them the same way for the same seed", () => {
  expect(createStripeFake(options).objects("refunds")).toEqual(createStripeFake(options).objects("refunds"));
});

it("tells of them in events of their own days", () => {
  const fake = createStripeFake(options);
  const told = fake
    .objects("events", { where: ({ type }) => type === "refund.created" })
    .map(({ created, data }) => [created, (data as { object: { created: number } }).object.created]);
  expect(told.length).toBeGreaterThan(0);
  expect(told.filter(([event, object]) => event !== object)).toEqual([]);
});
