import { ghlSource } from "@sincro/sources/ghl";
import { manychatSource } from "@sincro/sources/manychat";
import { stripeSource } from "@sincro/sources/stripe";
import { describe, expect, it } from "vitest";
import { nextTurnMs } from "./next-turn.ts";
import { createPace } from "./pace.ts";
import { world } from "./testing/world.ts";

const asked = [
  [stripeSource.manifest, "/v1/charges"],
  [ghlSource.manifest, "/contacts/search"],
  [manychatSource.manifest, "/fb/subscriber/getInfo"],
] as const;

describe.each(asked)("the next turn of %o", (manifest, endpoint) => {
  const scope = { source: manifest.name, account: "default" };

  it("is at once where nobody asks", async () => {
    expect(await nextTurnMs(world().store, scope, manifest)).toBe(0);
  });

  it("is as far away as the provider asked for", async () => {
    const { store, clock } = world();
    const pace = createPace({ store, scope, manifest, clock, random: () => 0, onFault: undefined });
    await pace.rest(endpoint, 90_000);
    expect(await nextTurnMs(store, scope, manifest)).toBe(90_000);
    await clock.advance(90_000);
    expect(await nextTurnMs(store, scope, manifest)).toBe(0);
  });
});

it("a source without limits has its turn at once", async () => {
  expect(await nextTurnMs(world().store, { source: "acme", account: "default" }, { rates: [] })).toBe(0);
});
