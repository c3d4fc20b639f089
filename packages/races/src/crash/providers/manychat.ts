import { createManychatFake, createStripeFake } from "@sincro/fakes";
import type { Json } from "@sincro/machine";
import type { Clock, Provider } from "./provider.ts";

const [seed, people] = [11, 200];

/**
 * A ManyChat page whose subscribers are known by what Stripe has of people, but for a few whom an earlier run brought:
 * those are found by their ids alone.
 */
export function manychat(now: Clock): Provider {
  const fake = createManychatFake({ seed, now, counts: { people, share: 0.4, strangers: 25 } });
  const customers = createStripeFake({ seed, now, counts: { customers: people } }).objects("customers");
  const emails = new Set(customers.map(({ email }) => email));
  const phones = new Set(customers.map(({ phone }) => phone));
  const isStranger = ({ email, phone }: { email: string; phone: string }) => !emails.has(email) && !phones.has(phone);
  return {
    name: "manychat",
    fake,
    credentials: { MANYCHAT_API_KEY: fake.key },
    objects: () =>
      fake
        .subscribers()
        .sort((a, b) => Number(isStranger(b)) - Number(isStranger(a)))
        .map((data) => ({ object: "subscriber", id: data.id, data: data as unknown as Json })),
    others: {
      source: "stripe",
      records: customers.map((data) => ({ object: "customer", id: data.id, data: data as unknown as Json })),
    },
    comesAgain: true,
    paged: false,
    atOnce: 8,
  };
}
