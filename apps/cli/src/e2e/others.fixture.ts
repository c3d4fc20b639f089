import { createGhlFake, createManychatFake, createPaypalFake, type Gate } from "@sincro/fakes";

/** The three providers beside a stage's Stripe. */
export interface Others {
  /** What points the product at them. */
  readonly env: Record<string, string>;
  /** PayPal's, GoHighLevel's and ManyChat's. */
  readonly gates: readonly [Gate, Gate, Gate];
  close(): Promise<void>;
}

/** How much there is to fetch, and how far back it reaches. */
export interface Past {
  readonly scale?: number;
  readonly historyDays?: number;
}

/** Sets up PayPal, GoHighLevel and ManyChat; the same people as those of a stage's Stripe. */
export async function setOthers(past: Past = {}): Promise<Others> {
  const paypal = createPaypalFake({ seed: 11, ...past });
  const ghl = createGhlFake({ seed: 11, ...past });
  const manychat = createManychatFake({ seed: 11 });
  const servers = { paypal: await paypal.listen(), ghl: await ghl.listen(), manychat: await manychat.listen() };
  return {
    env: {
      PAYPAL_CLIENT_ID: paypal.clientId,
      PAYPAL_CLIENT_SECRET: paypal.clientSecret,
      PAYPAL_API_BASE: servers.paypal.url,
      GHL_API_KEY: ghl.key,
      GHL_LOCATION_ID: ghl.locationId,
      GHL_API_BASE: servers.ghl.url,
      MANYCHAT_API_KEY: manychat.key,
      MANYCHAT_API_BASE: servers.manychat.url,
    },
    gates: [paypal.gate, ghl.gate, manychat.gate],
    close: async () => {
      await Promise.all(Object.values(servers).map((server) => server.close()));
    },
  };
}
