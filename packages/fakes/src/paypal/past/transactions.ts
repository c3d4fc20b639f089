import type { Random } from "../../shared/random.ts";
import type { TransactionFields } from "../objects/transaction.ts";
import { money } from "../time.ts";
import type { PaypalWorld } from "../world.ts";
import { momentOf, type Span } from "./moments.ts";
import type { Payer } from "./payers.ts";
import type { Payable } from "./subscriptions.ts";

type Draft = TransactionFields & { balance: boolean };

/** A payment is said once or twice: ids are not unique. */
type Kind = "payment" | "authorized" | "held" | "refunded" | "subscription" | "twins";

const items = ["Taller de cerámica", "Vela de soja", "Bolsa de yute", "Clase suelta", "Caja de regalo"];
const fees = { mxn: 400, eur: 35 };

/** Writes exactly `count` rows of payments, refunds, authorizations and holds. */
export function writeTransactions(
  world: PaypalWorld,
  count: number,
  parts: { payerOf: () => Payer; payable: readonly Payable[]; span: Span; random: Random },
): void {
  const drafts: Draft[] = [];
  for (let index = 0; drafts.length < count; index++) drafts.push(...draft(world, index, parts));
  const balances = new Map<string, number>();
  for (const row of drafts.slice(0, count).sort((a, b) => a.at - b.at)) {
    if (!row.balance) {
      world.createTransaction(row);
      continue;
    }
    const fee = row.amount > 0 ? fees[row.currency as "mxn"] + Math.round(row.amount * 0.034) : 0;
    const after = (balances.get(row.currency) ?? 0) + row.amount - fee;
    balances.set(row.currency, after);
    const balance = money(after, row.currency);
    const info = {
      ...row.info,
      ...(fee > 0 && { fee_amount: money(-fee, row.currency) }),
      ending_balance: balance,
      available_balance: balance,
    };
    world.createTransaction({ ...row, info });
  }
}

function draft(
  world: PaypalWorld,
  index: number,
  { payerOf, payable, span, random }: Parameters<typeof writeTransactions>[2],
): Draft[] {
  const kind: Kind = random.weighted({ payment: 60, refunded: 8, authorized: 8, held: 5, subscription: 17, twins: 2 });
  const id = world.ids.transaction();
  const at = momentOf(index, span, random);
  const payer = payerOf();
  const item = random.pick(items);
  const amount = random.int(50, 2_500) * 100;
  const base = { id, eventCode: "T0006", at, amount, currency: payer.person.currency, payer, item, balance: true };
  const billed = kind === "subscription" && payable.length > 0 ? random.pick(payable) : undefined;
  if (billed) {
    const { person } = billed.payer;
    const info = { custom_field: billed.id };
    const price = { amount: billed.price, currency: person.currency, payer: billed.payer, item: undefined };
    return [{ ...base, ...price, eventCode: "T0002", at: random.int(billed.at, span.until), info }];
  }
  if (kind === "refunded") {
    const of = { paypal_reference_id: id, paypal_reference_id_type: "TXN" };
    const later = random.int(at, Math.min(span.until, at + 20 * 86_400));
    const back = { ...base, id: world.ids.transaction(), eventCode: "T1107", at: later, amount: -amount, info: of };
    return [{ ...base, info: { transaction_status: "V" } }, back];
  }
  // The same id again, with another event code, or even with the same one: then only one of them moves money.
  if (kind === "authorized") return [{ ...base, eventCode: "T1300", balance: false }, base];
  if (kind === "held")
    return [base, { ...base, eventCode: "T1110", amount: -amount, at: Math.min(span.until, at + 60) }];
  if (kind === "twins") return [{ ...base, balance: false }, base];
  return [random.chance(0.05) ? { ...base, info: { transaction_status: "P" } } : base];
}
