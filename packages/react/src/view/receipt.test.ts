import { expect, it } from "vitest";
import { stillCenter } from "../gallery/world.ts";
import { textsFor } from "../texts/index.ts";
import { receiptView, settledRuns } from "./receipt.ts";
import { at, over } from "./run.fixture.ts";

const words = textsFor("es", { timeZone: "UTC" });

it("F26 · a receipt says what happened to each run, and which worker has not confirmed yet", () => {
  const entry = (runId: string, source: string, cancelled: boolean) => ({
    runId,
    source,
    account: "default",
    from: cancelled ? ("running" as const) : ("completed" as const),
    to: cancelled ? ("cancelled" as const) : ("completed" as const),
    cancelled,
    totalFetched: 1,
  });
  const answer = (receipt: ReturnType<typeof entry>[]) => ({
    success: true as const,
    ok: true as const,
    cancelled: receipt.filter(({ cancelled }) => cancelled).length,
    receipt,
  });
  const { installation } = stillCenter({}).state.get();
  const rows = new Map([["a", over("cancelled", 1, { id: "a", stopped_at: null })]]);
  const some = receiptView(
    answer([entry("a", "Stripe", true), entry("b", "PayPal", false)]),
    true,
    { rows, installation },
    String,
    words,
  );
  expect(some).toEqual({
    title: "1 ejecución cancelada: Stripe.",
    said: "1 ejecución cancelada: Stripe.",
    already: "PayPal ya había terminado.",
    unconfirmed: "1 cancelada; 1 proceso aún no confirma que paró. Ya no puede guardar nada.",
    stopped: null,
  });
  expect(settledRuns(answer([entry("a", "Stripe", true)]), rows)).toEqual([]);
  const confirmed = new Map([["a", over("cancelled", 1, { id: "a", stopped_at: at(0) })]]);
  const all = receiptView(answer([entry("a", "Stripe", true)]), true, { rows: confirmed, installation }, String, words);
  expect(all).toMatchObject({ title: "Todos los syncs cancelados (1): Stripe.", unconfirmed: null });
  expect(all.stopped).toBe("Su proceso paró en 1 s.");
  expect(settledRuns(answer([entry("a", "Stripe", true)]), confirmed)).toEqual(["a"]);
  expect(receiptView(answer([]), true, { rows, installation }, String, words).title).toBe(words.t.cancel.nothing);
  // The database answers in an order of its own; people read the page's.
  const mixed = answer(["ghl", "stripe", "manychat", "paypal"].map((source) => entry(source, source, true)));
  expect(receiptView(mixed, false, { rows, installation }, String, words).said).toBe(
    "4 ejecuciones canceladas: stripe, paypal, ghl y manychat.",
  );
});

it("how long it took until the last worker let go, said once all have", () => {
  const ids = ["a", "b", "c"];
  const answer = {
    ...{ success: true as const, ok: true as const, cancelled: 3 },
    receipt: ids.map((runId) => ({
      ...{ runId, source: runId, account: "default", from: "running" as const, to: "cancelled" as const },
      ...{ cancelled: true, totalFetched: 1 },
    })),
  };
  const { installation } = stillCenter({}).state.get();
  const stoppedAt = (stops: readonly (string | null)[]) =>
    new Map(ids.map((id, n) => [id, over("cancelled", 10, { id, stopped_at: stops[n] ?? null })]));
  const said = (stops: readonly (string | null)[]) =>
    receiptView(answer, true, { rows: stoppedAt(stops), installation }, String, words).stopped;
  expect(said([at(-9.9), at(-9.6), null])).toBeNull();
  expect(said([at(-9.9), at(-9.6), at(-9.8)])).toBe("Sus 3 procesos pararon en 400 ms.");
});
