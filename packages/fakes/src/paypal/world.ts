import type { Clock } from "../shared/clock.ts";
import { personAt } from "../shared/people.ts";
import type { PaypalIds } from "./ids.ts";
import { type PaypalSubscription, type SubscriptionFields, subscription } from "./objects/subscription.ts";
import { type PaypalTransaction, type TransactionFields, transaction } from "./objects/transaction.ts";
import { local, utc } from "./time.ts";

/** A transaction and what PayPal knows of it without saying so. */
export interface Row {
  /** When it began, in Unix seconds: what searches are by. */
  readonly at: number;
  /** Whether it changes the balance; the others are only told to who asks for all. */
  readonly balance: boolean;
  readonly detail: PaypalTransaction;
}

/** Which transaction is meant. */
export interface TransactionKey {
  readonly id: string;
  readonly eventCode: string;
}

/** When something happens, in Unix seconds; by default the present. */
export interface PaypalMoment {
  at?: number;
}

/** Everything that the account has, and the only ways to change it. */
export interface PaypalWorld {
  nowS(): number;
  readonly ids: PaypalIds;
  /** In order of time; those of one second in order of arrival. */
  readonly rows: readonly Row[];
  readonly subscriptions: ReadonlyMap<string, PaypalSubscription>;
  /** Adds a transaction, of any time: PayPal shows some late. Without fields it is a payment of 100. */
  createTransaction(fields?: Partial<TransactionFields> & { balance?: boolean }): PaypalTransaction;
  /** Changes what a transaction says, never when it began. @throws RangeError when there is none */
  changeTransaction(key: TransactionKey, info: Record<string, unknown>, moment?: PaypalMoment): PaypalTransaction;
  createSubscription(fields?: Partial<SubscriptionFields>): PaypalSubscription;
  /** A new status also moves `status_update_time`. @throws RangeError when there is none */
  changeSubscription(id: string, patch: Partial<PaypalSubscription>, moment?: PaypalMoment): PaypalSubscription;
}

/** An account in which nothing has happened yet. */
export function createWorld(now: Clock, ids: PaypalIds, seed: number | string): PaypalWorld {
  const rows: Row[] = [];
  const subscriptions = new Map<string, PaypalSubscription>();
  const nowS = () => Math.floor(now() / 1000);

  function insert(row: Row): void {
    let [low, high] = [0, rows.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((rows[middle] as Row).at <= row.at) low = middle + 1;
      else high = middle;
    }
    rows.splice(low, 0, row);
  }

  return {
    nowS,
    ids,
    rows,
    subscriptions,
    createTransaction({ balance = true, ...fields } = {}) {
      const usual = { id: ids.transaction(), eventCode: "T0006", at: nowS(), amount: 10_000, currency: "mxn" };
      const row = { ...usual, ...fields };
      const detail = transaction(row);
      insert({ at: row.at, balance, detail });
      return detail;
    },
    changeTransaction({ id, eventCode }, info, { at = nowS() } = {}) {
      const place = rows.findIndex(({ detail: { transaction_info: one } }) => {
        return one.transaction_id === id && one.transaction_event_code === eventCode;
      });
      const old = rows[place];
      if (!old) throw new RangeError(`there is no transaction '${id}' with the event code ${eventCode}`);
      const changed = { ...old.detail.transaction_info, ...info, transaction_updated_date: local(at) };
      const detail = { ...old.detail, transaction_info: changed };
      rows[place] = { ...old, detail };
      return detail;
    },
    createSubscription(fields = {}) {
      const usual = { id: ids.subscription(), planId: ids.plan(), at: nowS(), price: 39_900, currency: "mxn" };
      const subscriber = fields.subscriber ?? { person: personAt(seed, 0), id: ids.payer() };
      const made = subscription({ ...usual, ...fields, subscriber });
      subscriptions.set(made.id, made);
      return made;
    },
    changeSubscription(id, patch, { at = nowS() } = {}) {
      const old = subscriptions.get(id);
      if (!old) throw new RangeError(`there is no subscription '${id}'`);
      const moved = patch.status !== undefined && patch.status !== old.status;
      const changed = { ...old, ...(moved && { status_update_time: utc(at) }), update_time: utc(at), ...patch, id };
      subscriptions.set(id, changed);
      return changed;
    },
  };
}
